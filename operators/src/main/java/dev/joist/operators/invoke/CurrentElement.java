// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.invoke;

import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.WindowedValue;
import org.apache.beam.sdk.values.WindowedValues;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/** The element that a function works on; the one before it while there is no new one. */
final class CurrentElement<T> {

  private final String owner;
  private @Nullable WindowedValue<T> element;

  /**
   * No element yet.
   *
   * @param owner who works on it, for messages
   */
  CurrentElement(String owner) {
    this.owner = owner;
  }

  void set(WindowedValue<T> next) {
    element = next;
  }

  WindowedValue<T> get() {
    WindowedValue<T> current = element;
    if (current == null) {
      throw new IllegalStateException(
          "%s asks for its element before it was given any".formatted(owner));
    }
    return current;
  }

  /** Whether {@code element} is in one window; asked without making a collection of it. */
  static boolean isInOneWindow(WindowedValue<?> element) {
    return element instanceof WindowedValues.SingleWindowedValue
        || element.getWindows().size() == 1;
  }

  /** The window of an element that is in exactly one. */
  BoundedWindow onlyWindow() {
    WindowedValue<T> current = get();
    if (current instanceof WindowedValues.SingleWindowedValue single) {
      return single.getWindow();
    }
    if (current.getWindows().size() == 1) {
      return current.getWindows().iterator().next();
    }
    throw new IllegalArgumentException(
        "%s asks for the one window of an element that is in %d: %s"
            .formatted(owner, current.getWindows().size(), current.getWindows()));
  }

  /** {@code value} at {@code timestamp}, with the windows and the pane of the element. */
  <OutputT> WindowedValue<OutputT> at(Instant timestamp, OutputT value) {
    WindowedValue<T> current = get();
    return current instanceof WindowedValues.SingleWindowedValue single
        ? WindowedValues.of(value, timestamp, single.getWindow(), current.getPaneInfo())
        : WindowedValues.of(value, timestamp, current.getWindows(), current.getPaneInfo());
  }

  /** A builder that begins with what {@code value} shares with the element. */
  <OutputT> WindowedValues.Builder<OutputT> builder(OutputT value) {
    WindowedValue<T> current = get();
    return WindowedValues.<OutputT>builder()
        .setValue(value)
        .setTimestamp(current.getTimestamp())
        .setWindows(current.getWindows())
        .setPaneInfo(current.getPaneInfo());
  }
}
