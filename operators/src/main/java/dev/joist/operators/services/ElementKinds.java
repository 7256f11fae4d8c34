// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.services;

import java.util.List;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.values.WindowedValue;
import org.apache.beam.sdk.values.WindowedValues;
import org.joda.time.Instant;

/**
 * An element of every class that elements can have.
 *
 * <p>The JIT compiler takes the classes that are loaded for all there are. A class of elements that
 * is loaded later, with the first result of a combine say, would void all code that elements pass,
 * while sources are still being read.
 */
final class ElementKinds {

  private ElementKinds() {}

  static List<WindowedValue<String>> all() {
    Instant time = Instant.ofEpochMilli(1);
    IntervalWindow first = new IntervalWindow(time, Instant.ofEpochMilli(2));
    IntervalWindow second = new IntervalWindow(time, Instant.ofEpochMilli(3));
    WindowedValue<String> plain = WindowedValues.valueInGlobalWindow("at no time");
    return List.of(
        plain,
        WindowedValues.builder(plain),
        WindowedValues.of("in all time", time, GlobalWindow.INSTANCE, PaneInfo.NO_FIRING),
        WindowedValues.of("in a window", time, first, PaneInfo.NO_FIRING),
        WindowedValues.of("in two", time, List.of(first, second), PaneInfo.NO_FIRING));
  }
}
