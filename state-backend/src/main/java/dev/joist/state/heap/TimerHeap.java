// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.heap;

import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Timers by time, then by the hash of their keys, then by an order that is given.
 *
 * <p>A heap in which each timer knows its place, so that any can be taken out. Nodes have four
 * children, and the two numbers by which nearly all comparisons are settled lie in arrays of their
 * own: a step down looks at two lines of memory and not at four timers.
 *
 * <p>Source: Johnson, "Priority queues with update and finding minimum spanning trees" (1975).
 */
final class TimerHeap<K extends @Nullable Object> {

  private static final int CHILDREN = 4;
  private static final int SMALLEST = 16;

  private final Comparator<HeapTimer<K>> order;
  private long[] times = new long[SMALLEST];
  private int[] keyHashes = new int[SMALLEST];
  private @Nullable HeapTimer<K>[] timers = newTimers(SMALLEST);
  private int size;

  /**
   * A heap.
   *
   * @param order of timers with one time and one hash of their keys
   */
  TimerHeap(Comparator<HeapTimer<K>> order) {
    this.order = order;
  }

  int size() {
    return size;
  }

  /** The earliest; null if there is none. */
  @Nullable HeapTimer<K> first() {
    return timers[0];
  }

  void add(HeapTimer<K> timer) {
    if (size == timers.length) {
      resize(2 * size);
    }
    siftUp(size++, timer, timer.identity().hashCode());
  }

  /** Takes out a timer that is in the heap. */
  void remove(HeapTimer<K> timer) {
    size--;
    HeapTimer<K> last = at(size);
    timers[size] = null;
    if (last != timer) {
      place(timer.index, last);
    }
    if (timers.length > SMALLEST && 8 * size < timers.length) {
      resize(timers.length / 2);
    }
  }

  /** Puts {@code newer} in for {@code older}, which is in the heap. */
  void replace(HeapTimer<K> older, HeapTimer<K> newer) {
    place(older.index, newer);
  }

  /** Finds the place of {@code timer} from a free one that may be too high or too low for it. */
  private void place(int from, HeapTimer<K> timer) {
    int keyHash = timer.identity().hashCode();
    if (from > 0 && isBefore(timer, keyHash, (from - 1) / CHILDREN)) {
      siftUp(from, timer, keyHash);
    } else {
      siftDown(from, timer, keyHash);
    }
  }

  private void siftUp(int from, HeapTimer<K> timer, int keyHash) {
    int index = from;
    while (index > 0) {
      int parent = (index - 1) / CHILDREN;
      if (!isBefore(timer, keyHash, parent)) {
        break;
      }
      move(parent, index);
      index = parent;
    }
    put(index, timer, keyHash);
  }

  private void siftDown(int from, HeapTimer<K> timer, int keyHash) {
    int index = from;
    while (CHILDREN * index + 1 < size) {
      int child = firstChild(CHILDREN * index + 1);
      if (isBefore(timer, keyHash, child)) {
        break;
      }
      move(child, index);
      index = child;
    }
    put(index, timer, keyHash);
  }

  /** The earliest of the children that begin at an index. */
  private int firstChild(int begin) {
    int end = Math.min(begin + CHILDREN, size);
    int first = begin;
    for (int child = begin + 1; child < end; child++) {
      if (isBefore(child, first)) {
        first = child;
      }
    }
    return first;
  }

  private boolean isBefore(int left, int right) {
    if (times[left] != times[right]) {
      return times[left] < times[right];
    }
    if (keyHashes[left] != keyHashes[right]) {
      return keyHashes[left] < keyHashes[right];
    }
    return order.compare(at(left), at(right)) < 0;
  }

  private boolean isBefore(HeapTimer<K> timer, int keyHash, int right) {
    if (timer.timeMillis() != times[right]) {
      return timer.timeMillis() < times[right];
    }
    if (keyHash != keyHashes[right]) {
      return keyHash < keyHashes[right];
    }
    return order.compare(timer, at(right)) < 0;
  }

  private void move(int from, int to) {
    HeapTimer<K> timer = at(from);
    times[to] = times[from];
    keyHashes[to] = keyHashes[from];
    timers[to] = timer;
    timer.index = to;
  }

  private void put(int index, HeapTimer<K> timer, int keyHash) {
    times[index] = timer.timeMillis();
    keyHashes[index] = keyHash;
    timers[index] = timer;
    timer.index = index;
  }

  private HeapTimer<K> at(int index) {
    HeapTimer<K> timer = timers[index];
    if (timer == null) {
      throw new IllegalStateException(
          "the heap of timers has %d, and none at %d".formatted(size, index));
    }
    return timer;
  }

  private void resize(int capacity) {
    times = Arrays.copyOf(times, capacity);
    keyHashes = Arrays.copyOf(keyHashes, capacity);
    timers = Arrays.copyOf(timers, capacity);
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // arrays of generic types cannot be made otherwise
  private static <K extends @Nullable Object> @Nullable HeapTimer<K>[] newTimers(int capacity) {
    return new HeapTimer[capacity];
  }
}
