// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.micro;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.WindowedValue;
import org.apache.beam.sdk.values.WindowedValues;

/** Windowed pairs of 4096 different keys made beforehand, so that making them is not measured. */
final class Pairs {

  private static final int COUNT = 1 << 12;

  /** Odd, so that multiplying by it takes every key once, in an order that is not theirs. */
  private static final int STRIDE = 2_654_435;

  private final List<WindowedValue<KV<Long, Long>>> pairs = new ArrayList<>();

  Pairs() {
    for (long i = 0; i < COUNT; i++) {
      pairs.add(WindowedValues.valueInGlobalWindow(KV.of(i * STRIDE % COUNT, i)));
    }
  }

  /** The {@code index}-th of an endless row that repeats itself. */
  WindowedValue<KV<Long, Long>> at(int index) {
    return pairs.get(index & (COUNT - 1));
  }
}
