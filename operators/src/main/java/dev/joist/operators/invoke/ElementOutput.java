// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.invoke;

import org.apache.beam.sdk.transforms.DoFn.OutputReceiver;
import org.apache.beam.sdk.values.OutputBuilder;
import org.apache.beam.sdk.values.WindowedValue;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One output of a function while it works on an element: what is emitted shares the element's
 * timestamp, windows and pane unless it says otherwise.
 */
final class ElementOutput<T> implements OutputReceiver<T> {

  private final CurrentElement<?> current;
  private final AllowedSkew skew;
  private final CountedOutput output;

  ElementOutput(CurrentElement<?> current, AllowedSkew skew, CountedOutput output) {
    this.current = current;
    this.skew = skew;
    this.output = output;
  }

  @Override
  public void output(T value) {
    WindowedValue<?> element = current.get();
    Instant timestamp = element.getTimestamp();
    if (!AllowedSkew.mayKeep(timestamp)) {
      skew.check(timestamp, timestamp);
    }
    output.accept(element.withValue(value));
  }

  /** Emits with all that the element says, also where its timestamp is beyond the end of time. */
  void keep(T value) {
    output.accept(current.get().withValue(value));
  }

  @Override
  public void outputWithTimestamp(T value, @Nullable Instant timestamp) {
    if (timestamp == null) {
      throw new IllegalStateException("Timestamp not set");
    }
    skew.check(current.get().getTimestamp(), timestamp);
    output.accept(current.at(timestamp, value));
  }

  @Override
  public OutputBuilder<T> builder(T value) {
    return current.builder(value).setReceiver(this::emit);
  }

  private void emit(WindowedValue<T> value) {
    skew.check(current.get().getTimestamp(), value.getTimestamp());
    output.accept(value);
  }
}
