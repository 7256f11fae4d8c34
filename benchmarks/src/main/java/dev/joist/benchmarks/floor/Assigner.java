// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.floor;

import dev.joist.execution.operator.Receiver;
import java.util.Collection;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.WindowFn;
import org.apache.beam.sdk.values.WindowedValue;
import org.apache.beam.sdk.values.WindowedValues;
import org.joda.time.Instant;

/** Puts elements into the windows that a function says. */
final class Assigner implements Receiver {

  private final WindowFn<Object, BoundedWindow> windowFn;
  private final Context context;
  private final Receiver output;

  @SuppressWarnings("unchecked") // The pipeline's types fit.
  Assigner(WindowFn<?, ?> windowFn, Receiver output) {
    this.windowFn = (WindowFn<Object, BoundedWindow>) windowFn;
    this.context = new Context(this.windowFn);
    this.output = output;
  }

  @Override
  public void accept(Object element) {
    WindowedValue<?> value = (WindowedValue<?>) element;
    context.current = value;
    Collection<BoundedWindow> windows;
    try {
      windows = windowFn.assignWindows(context);
    } catch (Exception e) {
      throw new IllegalStateException("%s failed on %s".formatted(windowFn, value), e);
    }
    output.accept(
        WindowedValues.of(value.getValue(), value.getTimestamp(), windows, value.getPaneInfo()));
  }

  /** Shows the function the current element; one for all. */
  private static final class Context extends WindowFn<Object, BoundedWindow>.AssignContext {

    private WindowedValue<?> current = WindowedValues.valueInGlobalWindow("no element yet");

    Context(WindowFn<Object, BoundedWindow> windowFn) {
      windowFn.super();
    }

    @Override
    public Object element() {
      return current.getValue();
    }

    @Override
    public Instant timestamp() {
      return current.getTimestamp();
    }

    @Override
    public BoundedWindow window() {
      return current.getWindows().iterator().next();
    }
  }
}
