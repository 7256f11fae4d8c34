// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import static java.util.Objects.requireNonNull;

import dev.joist.execution.operator.StopFlag;
import dev.joist.operators.group.WindowContents.Sum;
import dev.joist.operators.time.Keyed;
import dev.joist.state.KeyedStore;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.jspecify.annotations.Nullable;

/**
 * What the slices of a window hold together, for windows that slide over many slices.
 *
 * <p>Slices come and go in the order of time, and none changes once a window that it is in has
 * fired. Those that came last are summed up as they come, behind; of those before them there is,
 * for each, the sum from it to the last of them, in front. A window is one of each. When all in
 * front have gone, those behind move there. So a slice costs a key some four additions, however
 * many windows it is in, where every window would add up all of its slices (the algorithm of two
 * stacks).
 *
 * <p>All of it can be made again from the state, and is, after a restore.
 */
final class RollingSums<K extends @Nullable Object, OutputT> {

  /** So many windows an element pay for what is kept. */
  static final int LEAST_WINDOWS = 4;

  private final KeyedStore<K> store;
  private final WindowContents<?, OutputT> contents;
  private final StopFlag stop;
  private final Map<Keyed<K>, Suffix<OutputT>> front = new LinkedHashMap<>();
  private final Map<Keyed<K>, Sum<OutputT>> back = new LinkedHashMap<>();
  private final Deque<Slice<K>> inFront = new ArrayDeque<>();
  private final Deque<Slice<K>> inBack = new ArrayDeque<>();

  /** No slice yet, of contents in {@code store}; {@code stop} tells when to add up no more. */
  RollingSums(KeyedStore<K> store, WindowContents<?, OutputT> contents, StopFlag stop) {
    this.store = store;
    this.contents = contents;
    this.stop = stop;
  }

  /**
   * What a key has in a slice and in those after it in front.
   *
   * @param next the same from the next slice in front that has the key
   */
  private record Suffix<OutputT>(Sum<OutputT> sum, @Nullable Suffix<OutputT> next) {}

  /**
   * Adds what the slices of a window hold to {@code sums}; their contents have to be there. Of its
   * slices those that would go out of turn are left out.
   */
  void addTo(Map<Keyed<K>, Sum<OutputT>> sums, Slices.Due<K> due) {
    enter(due.slices());
    front.forEach((key, suffix) -> sumOf(key, sums).include(suffix.sum()));
    back.forEach((key, sum) -> sumOf(key, sums).include(sum));
    leave(due.window());
  }

  private Sum<OutputT> sumOf(Keyed<K> key, Map<Keyed<K>, Sum<OutputT>> sums) {
    stop.check();
    return sums.computeIfAbsent(key, k -> contents.sum());
  }

  private void enter(List<Slice<K>> slices) {
    List<Slice<K>> entering =
        slices.stream()
            .filter(slice -> !slice.isRolling())
            .sorted(Comparator.comparingLong(RollingSums::lastMillis))
            .toList();
    for (Slice<K> slice : entering) {
      Slice<K> before = inBack.isEmpty() ? inFront.peekLast() : inBack.peekLast();
      if (before == null || lastMillis(before) <= lastMillis(slice)) {
        slice.roll();
        inBack.add(slice);
        for (Keyed<K> key : slice.keys()) {
          store.useKey(key.key());
          sumOf(key, back).include(slice.common());
        }
      }
    }
  }

  private static long lastMillis(Slice<?> slice) {
    return slice.latest().maxTimestamp().getMillis();
  }

  /** Takes out the slices of which {@code window} is the last. */
  private void leave(IntervalWindow window) {
    Slice<K> first = first();
    while (first != null && first.endsWith(window)) {
      if (inFront.isEmpty()) {
        moveToFront();
      }
      inFront.removeFirst().keys().forEach(this::removeFirst);
      first = first();
    }
  }

  private @Nullable Slice<K> first() {
    return inFront.isEmpty() ? inBack.peekFirst() : inFront.peekFirst();
  }

  private void moveToFront() {
    back.clear();
    while (!inBack.isEmpty()) {
      Slice<K> slice = inBack.removeLast();
      inFront.addFirst(slice);
      for (Keyed<K> key : slice.keys()) {
        stop.check();
        Suffix<OutputT> next = front.get(key);
        store.useKey(key.key());
        Sum<OutputT> sum = contents.sum();
        sum.include(slice.common());
        if (next != null) {
          sum.include(next.sum());
        }
        front.put(key, new Suffix<>(sum, next));
      }
    }
  }

  private void removeFirst(Keyed<K> key) {
    Suffix<OutputT> next = requireNonNull(front.get(key), "a key of a slice in front").next();
    if (next == null) {
      front.remove(key);
    } else {
      front.put(key, next);
    }
  }
}
