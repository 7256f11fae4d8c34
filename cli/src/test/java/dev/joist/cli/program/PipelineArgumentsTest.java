// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PipelineArgumentsTest {

  @Test
  void addsTheRunnerAfterWhatTheUserTyped() {
    assertThat(PipelineArguments.withRunner(List.of("--input=x")))
        .containsExactly("--input=x", "--runner=JoistRunner");
  }

  @Test
  void leavesARunnerAloneHoweverItIsTyped() {
    assertThat(PipelineArguments.withRunner(List.of("--runner", "DirectRunner"))).hasSize(2);
    assertThat(PipelineArguments.withRunner(List.of("--runner=DirectRunner"))).hasSize(1);
  }

  @Test
  void anOptionThatOnlyBeginsLikeTheRunnerIsAnother() {
    assertThat(PipelineArguments.withRunner(List.of("--runnerDeterminedSharding=true")))
        .contains("--runner=JoistRunner");
  }

  @Test
  void addsTheFormatOfAnExplanation() {
    assertThat(PipelineArguments.withExplain(List.of(), "json"))
        .containsExactly("--runner=JoistRunner", "--explain=json");
  }
}
