// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.window;

import dev.joist.execution.JoistException;
import dev.joist.execution.operator.Operator;
import dev.joist.execution.operator.Receiver;
import dev.joist.execution.watermark.Watermark;
import java.util.Collection;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.WindowFn;
import org.apache.beam.sdk.values.WindowedValue;
import org.apache.beam.sdk.values.WindowedValues;
import org.joda.time.Instant;

/**
 * Gives each element the windows that a window function assigns to it. An element that is in
 * several windows is as many elements, as it would be to a ParDo that observes its window.
 */
public final class AssignWindowsOperator<T, W extends BoundedWindow> implements Operator {

  private final AssignWindowsSpec<T> spec;
  private final WindowFn<T, W> windowFn;
  private final Receiver output;
  private long watermarkMillis = Watermark.INITIAL_MILLIS;

  public AssignWindowsOperator(
      AssignWindowsSpec<T> spec, WindowFn<T, W> windowFn, Receiver output) {
    this.spec = spec;
    this.windowFn = windowFn;
    this.output = output;
  }

  /** The operator of a spec. */
  @SuppressWarnings("unchecked") // Any window function is one of some kind of windows.
  public static <T> AssignWindowsOperator<T, BoundedWindow> create(
      AssignWindowsSpec<T> spec, Receiver output) {
    return new AssignWindowsOperator<>(spec, (WindowFn<T, BoundedWindow>) spec.windowFn(), output);
  }

  @Override
  @SuppressWarnings("unchecked") // The plan links elements of the spec's type to this port.
  public Receiver input(int port) {
    return SharedWindows.of(windowFn)
        .<Receiver>map(shared -> element -> assign(shared, (WindowedValue<T>) element))
        .orElse(element -> assign((WindowedValue<T>) element));
  }

  private void assign(SharedWindows shared, WindowedValue<T> element) {
    Collection<? extends BoundedWindow> windows;
    try {
      windows = shared.at(element.getTimestamp());
    } catch (Throwable thrown) {
      throw failed(element, thrown);
    }
    for (int left = element.getWindows().size(); left > 0; left--) {
      emit(element, windows);
    }
  }

  private void assign(WindowedValue<T> element) {
    for (BoundedWindow window : element.getWindows()) {
      Collection<W> windows;
      try {
        windows = windowFn.assignWindows(new Context(element, window));
      } catch (Throwable thrown) {
        throw failed(element, thrown);
      }
      emit(element, windows);
    }
  }

  private void emit(WindowedValue<T> element, Collection<? extends BoundedWindow> windows) {
    Instant timestamp = element.getTimestamp();
    if (windows.isEmpty()) {
      throw new JoistException(
          JoistException.Kind.USER_CODE,
          ("%s: the window function %s assigns no window to an element with timestamp %s; an element"
                  + " must be in at least one. Use windows without gaps, or filter the element out.")
              .formatted(spec.transform(), windowFn, timestamp));
    }
    output.accept(WindowedValues.of(element.getValue(), timestamp, windows, element.getPaneInfo()));
  }

  private JoistException failed(WindowedValue<T> element, Throwable cause) {
    return new JoistException(
        JoistException.Kind.USER_CODE,
        "%s: the window function %s failed on an element with timestamp %s: %s"
            .formatted(spec.transform(), windowFn, element.getTimestamp(), cause),
        cause);
  }

  @Override
  public void onWatermark(int port, long newWatermarkMillis) {
    watermarkMillis = newWatermarkMillis;
  }

  @Override
  public long outputWatermark() {
    return watermarkMillis;
  }

  /** What the window function sees of an element. */
  private final class Context extends WindowFn<T, W>.AssignContext {

    private final WindowedValue<T> element;
    private final BoundedWindow window;

    Context(WindowedValue<T> element, BoundedWindow window) {
      windowFn.super();
      this.element = element;
      this.window = window;
    }

    @Override
    public T element() {
      return element.getValue();
    }

    @Override
    public Instant timestamp() {
      return element.getTimestamp();
    }

    @Override
    public BoundedWindow window() {
      return window;
    }
  }
}
