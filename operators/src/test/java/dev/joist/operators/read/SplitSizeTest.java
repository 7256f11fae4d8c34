// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitSizeTest {

  private static final long KIB = 1 << 10;

  @ParameterizedTest(name = "{0} KiB for {1} subtasks are {2} splits")
  @CsvSource({
    "0, 4, 1",
    "63, 4, 1",
    "128, 4, 2",
    "1024, 4, 4",
    "6144, 4, 6",
    "16384, 4, 16",
    "65536, 4, 32",
    "131072, 4, 64",
    "104857600, 4, 64",
    "102400, 2, 32"
  })
  void cutsIntoAsManyAsAreWorthOpening(long kib, int parallelism, long splits) {
    long bytes = SplitSize.bytes(kib * KIB, parallelism);

    assertThat(Math.max(1, (kib * KIB + bytes - 1) / bytes)).isEqualTo(splits);
  }

  @ParameterizedTest
  @CsvSource({"1000000007, 3", "100000003, 2", "999999, 7"})
  void leavesNoRestForOneMore(long all, int parallelism) {
    long bytes = SplitSize.bytes(all, parallelism);
    long splits = (all + bytes - 1) / bytes;

    assertThat(splits * bytes - all).isLessThan(splits);
  }
}
