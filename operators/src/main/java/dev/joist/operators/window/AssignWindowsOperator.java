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

/** Gives each element the windows that a window function assigns to it. */
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
    Instant timestamp = element.getTimestamp();
    Collection<? extends BoundedWindow> windows;
    try {
      windows = shared.at(timestamp);
    } catch (RuntimeException e) {
      throw failed(element, e);
    }
    output.accept(WindowedValues.of(element.getValue(), timestamp, windows, element.getPaneInfo()));
  }

  private void assign(WindowedValue<T> element) {
    Collection<W> windows;
    try {
      windows = windowFn.assignWindows(new Context(element));
    } catch (Exception e) {
      throw failed(element, e);
    }
    output.accept(
        WindowedValues.of(
            element.getValue(), element.getTimestamp(), windows, element.getPaneInfo()));
  }

  private JoistException failed(WindowedValue<T> element, Exception cause) {
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

    Context(WindowedValue<T> element) {
      windowFn.super();
      this.element = element;
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
      Collection<? extends BoundedWindow> windows = element.getWindows();
      if (windows.size() != 1) {
        throw new IllegalArgumentException(
            "%s: the window function %s asks for the one window of an element that is in %d: %s"
                .formatted(spec.transform(), windowFn, windows.size(), windows));
      }
      return windows.iterator().next();
    }
  }
}
