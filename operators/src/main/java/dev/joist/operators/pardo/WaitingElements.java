// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.pardo;

import dev.joist.execution.watermark.Hold;
import dev.joist.execution.watermark.HoldKind;
import dev.joist.execution.watermark.HoldSet;
import dev.joist.operators.time.EventTime;
import dev.joist.operators.view.SideInputs;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import org.apache.beam.sdk.values.WindowedValue;

/**
 * Elements that wait for a side input, each in one window, in order of arrival; each holds the
 * output watermark at its timestamp.
 */
final class WaitingElements<T> {

  private final SideInputs sideInputs;
  private final HoldSet holds = new HoldSet();
  private Queue<WindowedValue<T>> waiting = new ArrayDeque<>();

  WaitingElements(SideInputs sideInputs) {
    this.sideInputs = sideInputs;
  }

  /** Lets {@code element} wait. */
  void add(WindowedValue<T> element) {
    waiting.add(element);
    holds.add(HoldKind.SIDE_INPUT, EventTime.holdMillis(element.getTimestamp()));
  }

  /** Hands on those whose views are ready now. */
  void release(Consumer<WindowedValue<T>> process) {
    Queue<WindowedValue<T>> before = waiting;
    waiting = new ArrayDeque<>();
    for (WindowedValue<T> element : before) {
      if (sideInputs.areReady(element.getWindows().iterator().next())) {
        process.accept(element);
        holds.remove(HoldKind.SIDE_INPUT, EventTime.holdMillis(element.getTimestamp()));
      } else {
        waiting.add(element);
      }
    }
  }

  /** The lowest timestamp of those that wait, {@code Watermark.FINAL_MILLIS} if none does. */
  long earliestMillis() {
    return holds.minimum();
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** The elements that hold, in order of arrival. */
  List<Hold> holds(int limit) {
    return waiting.stream()
        .limit(limit)
        .map(
            element ->
                new Hold(
                    HoldKind.SIDE_INPUT,
                    "an element in %s that waits for a side input".formatted(element.getWindows()),
                    EventTime.holdMillis(element.getTimestamp())))
        .toList();
  }
}
