// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.spill;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The groups of several runs in the order of their keys. What the runs have of one group is read in
 * the order of the runs.
 *
 * <p>O(log runs) for a group, and two blocks of memory for a run.
 */
public final class RunMerge {

  private final PriorityQueue<RunCursor> behind =
      new PriorityQueue<>(
          Comparator.comparing(RunCursor::key, Arrays::compareUnsigned)
              .thenComparing(RunCursor::ordinal));
  private final List<RunCursor> current = new ArrayList<>();
  private final List<RunPosition> ended = new ArrayList<>();

  RunMerge(List<RunPosition> runs) {
    for (int i = 0; i < runs.size(); i++) {
      proceed(new RunCursor(runs.get(i), i));
    }
  }

  private void proceed(RunCursor cursor) {
    if (cursor.next()) {
      behind.add(cursor);
    } else {
      ended.add(cursor.position());
    }
  }

  /** Goes to the next group; returns whether there is one. */
  public boolean next() {
    leave();
    RunCursor first = behind.poll();
    if (first == null) {
      return false;
    }
    take(first);
    return true;
  }

  /** Goes to the next group if its key is below {@code bound}; returns whether it is. */
  public boolean nextBelow(byte[] bound) {
    leave();
    RunCursor first = behind.peek();
    if (first == null || Arrays.compareUnsigned(first.key(), bound) >= 0) {
      return false;
    }
    take(behind.remove());
    return true;
  }

  /** Goes to the next group if its key starts with {@code prefix}; returns whether it does. */
  public boolean nextStartingWith(byte[] prefix) {
    leave();
    RunCursor first = behind.peek();
    if (first == null || !RunCursor.startsWith(first.key(), prefix)) {
      return false;
    }
    take(behind.remove());
    return true;
  }

  private void leave() {
    current.forEach(this::proceed);
    current.clear();
  }

  private void take(RunCursor first) {
    current.add(first);
    RunCursor next = behind.peek();
    while (next != null && Arrays.equals(next.key(), first.key())) {
      current.add(behind.remove());
      next = behind.peek();
    }
  }

  /** Key of the group; not to be changed. */
  public byte[] key() {
    return current.get(0).key();
  }

  /** Number of runs that have values of the group. */
  public int parts() {
    return current.size();
  }

  /** Length of the values of the group. */
  public long bytes() {
    long sum = 0;
    for (RunCursor cursor : current) {
      sum += cursor.valueBytes();
    }
    return sum;
  }

  /** Number of the values that part {@code part} has. */
  public long count(int part) {
    return current.get(part).segment().count();
  }

  /** Number of the values of the group. */
  public long count() {
    long sum = 0;
    for (RunCursor cursor : current) {
      sum += cursor.segment().count();
    }
    return sum;
  }

  /** The values that part {@code part} has, to be read now, and once. */
  public InputStream open(int part) {
    return current.get(part).open();
  }

  /** The values of the group, to be read at any time. */
  public List<Segment> segments() {
    List<Segment> segments = new ArrayList<>(current.size());
    for (RunCursor cursor : current) {
      cursor.run().share();
      segments.add(cursor.segment());
    }
    return segments;
  }

  /** What has not been taken of the runs, in their order. Ends the merge. */
  List<RunPosition> left() {
    leave();
    return behind.stream()
        .sorted(Comparator.comparing(RunCursor::ordinal))
        .map(RunCursor::position)
        .toList();
  }

  /** The runs that all has been taken of. */
  List<Run> ended() {
    return ended.stream().map(RunPosition::run).toList();
  }
}
