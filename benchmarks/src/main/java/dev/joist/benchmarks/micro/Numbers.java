// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.micro;

import java.util.Arrays;

/** Boxed numbers made beforehand, so that making them is not measured. */
final class Numbers {

  private static final int COUNT = 1 << 12;

  private final Long[] boxed = new Long[COUNT];

  Numbers() {
    Arrays.setAll(boxed, Long::valueOf);
  }

  /** The {@code index}-th of an endless row that repeats itself. */
  Long at(int index) {
    return boxed[index & (COUNT - 1)];
  }
}
