// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpenderTest {

  @Test
  void isTheInnermostThatTheJdkWorksFor() {
    assertThat(
            Spender.of(
                List.of(
                    "java.util.HashMap",
                    "dev.joist.state.heap.SlotTable",
                    "dev.joist.operators.group.EndOfWindowOperator",
                    "java.lang.Thread")))
        .isEqualTo(Spender.STATE);
  }

  @Test
  void tellsTheGeneratorFromTheRestOfNexmark() {
    assertThat(Spender.of(List.of("org.apache.beam.sdk.nexmark.sources.generator.Generator")))
        .isEqualTo(Spender.GENERATOR);
    assertThat(Spender.of(List.of("org.apache.beam.sdk.nexmark.Monitor")))
        .isEqualTo(Spender.NEXMARK);
    assertThat(Spender.of(List.of("org.apache.beam.sdk.coders.KvCoder"))).isEqualTo(Spender.SDK);
  }

  @Test
  void isNobodyInParticularWhereOnlyTheJdkRuns() {
    assertThat(Spender.of(List.of("java.lang.Thread"))).isEqualTo(Spender.OTHER);
    assertThat(Spender.of(List.of())).isEqualTo(Spender.OTHER);
  }
}
