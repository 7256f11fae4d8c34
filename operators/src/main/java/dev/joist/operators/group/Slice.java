// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import dev.joist.operators.time.Keyed;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.jspecify.annotations.Nullable;

/**
 * A run of sliding windows, each of which starts a period after the one before it, and the keys
 * with something in all of them. What they have in common, the time from the start of the last to
 * the end of the first, names the run; no window is as short as that.
 */
final class Slice<K extends @Nullable Object> {

  private final List<IntervalWindow> windows;
  private final IntervalWindow common;
  private final long endMillis;
  private final List<Keyed<K>> keys = new ArrayList<>();
  private int fired;
  private int storedFired;
  private boolean isRolling;

  /**
   * A slice without keys.
   *
   * @param windows at least two, that which starts first first
   */
  Slice(List<IntervalWindow> windows) {
    this.windows = List.copyOf(windows);
    this.endMillis = this.windows.get(0).maxTimestamp().getMillis();
    this.common = new IntervalWindow(latest().start(), windows.get(0).end());
  }

  /** Its windows, that which ends first first. */
  List<IntervalWindow> windows() {
    return windows;
  }

  /** The name of the slice. */
  IntervalWindow common() {
    return common;
  }

  /** The window that ends last. */
  IntervalWindow latest() {
    return windows.get(windows.size() - 1);
  }

  /** The last millisecond of the window that ends first. */
  long endMillis() {
    return endMillis;
  }

  /** The keys, in the order of their arrival. */
  List<Keyed<K>> keys() {
    return keys;
  }

  /** Whether {@code window} is the last one that it is in. */
  boolean endsWith(IntervalWindow window) {
    return latest().equals(window);
  }

  /** The next of its windows has fired. */
  void markFired() {
    fired++;
  }

  /** How many of its windows have fired. */
  int fired() {
    return fired;
  }

  /** Whether the state of its keys says how many of its windows have fired. */
  boolean isStored() {
    return fired == storedFired;
  }

  /** The state of its keys says that {@code count} windows have fired. */
  void markStored(int count) {
    fired = count;
    storedFired = count;
  }

  /** {@link RollingSums} has it from now on. */
  void roll() {
    isRolling = true;
  }

  /** Whether {@link RollingSums} has it. */
  boolean isRolling() {
    return isRolling;
  }
}
