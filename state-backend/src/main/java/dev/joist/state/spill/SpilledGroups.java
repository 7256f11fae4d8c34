// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.spill;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The runs that one owner has written, in the order in which it did.
 *
 * <p>There are never more than a few hundred: when {@value #FAN_IN} have come together that were
 * written, or merged, as often, they are merged into one.
 *
 * <p><b>Threading:</b> belongs to one thread. The runs, once they are read, to any.
 */
public final class SpilledGroups {

  static final int FAN_IN = 128;

  private final SpillFolder folder;
  private final int fanIn;
  private final List<Leveled> runs = new ArrayList<>();

  /** A run, and how often what is in it was merged. */
  private record Leveled(RunPosition position, int level) {}

  public SpilledGroups(SpillFolder folder) {
    this(folder, FAN_IN);
  }

  SpilledGroups(SpillFolder folder, int fanIn) {
    this.folder = folder;
    this.fanIn = fanIn;
  }

  public boolean isEmpty() {
    return runs.isEmpty();
  }

  /** Bytes of keys and values that are left in the runs. */
  public long bytes() {
    return runs.stream().mapToLong(run -> run.position().bytes()).sum();
  }

  /** A writer of a run, which is to be given to {@link #add}. */
  public RunWriter newRun() {
    return new RunWriter(folder);
  }

  /** Adds a run behind all others. */
  public void add(Run run) {
    runs.add(new Leveled(RunPosition.startOf(run), 0));
    int level = 0;
    while (count(level) == fanIn) {
      mergeLast(level++);
    }
  }

  /** A run of a higher level is before all of a lower one. */
  private int count(int level) {
    int count = 0;
    while (count < runs.size() && runs.get(runs.size() - 1 - count).level() == level) {
      count++;
    }
    return count;
  }

  private void mergeLast(int level) {
    List<Leveled> last = runs.subList(runs.size() - fanIn, runs.size());
    Run merged = merged(positions(last), key -> true);
    last.clear();
    runs.add(new Leveled(RunPosition.startOf(merged), level + 1));
  }

  /** One run with those groups of {@code positions} that are wanted; the others are let go. */
  private Run merged(List<RunPosition> positions, Predicate<byte[]> wanted) {
    RunMerge merge = new RunMerge(positions);
    try (RunWriter writer = newRun()) {
      while (merge.next()) {
        if (wanted.test(merge.key())) {
          writer.copy(merge, merge.key());
        }
      }
      Run merged = writer.finish();
      merge.ended().forEach(Run::release);
      return merged;
    }
  }

  /** The groups of all runs; {@link #keepRest} ends it. */
  public RunMerge merge() {
    return new RunMerge(positions(runs));
  }

  /** Keeps of the runs what was not taken by {@code merge}. */
  public void keepRest(RunMerge merge) {
    List<RunPosition> left = merge.left();
    List<Leveled> before = List.copyOf(runs);
    runs.clear();
    int from = 0;
    for (RunPosition position : left) {
      while (before.get(from).position().run() != position.run()) {
        from++;
      }
      runs.add(new Leveled(position, before.get(from).level()));
    }
    merge.ended().forEach(Run::release);
  }

  /** What is left of the runs, for a snapshot, which may read them at any time. */
  public List<RunPosition> share() {
    runs.forEach(run -> run.position().run().share());
    return positions(runs);
  }

  /**
   * Takes those groups that are wanted of {@code positions}, which come from a snapshot, and none
   * of which is here yet.
   */
  public void restore(List<RunPosition> positions, Predicate<byte[]> wanted) {
    if (!positions.isEmpty()) {
      add(merged(positions, wanted));
    }
  }

  private static List<RunPosition> positions(List<Leveled> leveled) {
    return leveled.stream().map(Leveled::position).toList();
  }
}
