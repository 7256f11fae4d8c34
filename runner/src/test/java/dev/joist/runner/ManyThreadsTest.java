// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ManyThreadsTest {

  @Test
  void warnsOfAParallelismThatStartsThousandsOfThreads() {
    assertThat(ManyThreads.warning(7000, 7, 1000, 2))
        .hasValueSatisfying(
            warning ->
                assertThat(warning)
                    .startsWith(
                        "the job starts 7,000 threads for its 7 stages, since --parallelism")
                    .endsWith("Leave --parallelism out for 2."));
  }

  @Test
  void doesNotWarnOfWhatEveryJobHas() {
    assertThat(ManyThreads.warning(14, 7, 2, 2)).isEmpty();
    assertThat(ManyThreads.warning(64, 4, 16, 2)).isEmpty();
    assertThat(ManyThreads.warning(1920, 20, 96, 96)).isEmpty();
  }
}
