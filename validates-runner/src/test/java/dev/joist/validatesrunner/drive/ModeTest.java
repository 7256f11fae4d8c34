// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ModeTest {

  @Test
  void namesParallelismAndStreaming() {
    assertThat(Mode.named("p4-streaming", "JoistRunner", List.of("--more=1")))
        .isEqualTo(
            new Mode(
                "p4-streaming",
                List.of("--runner=JoistRunner", "--parallelism=4", "--streaming=true", "--more=1"),
                false));
    assertThat(Mode.named("p1-batch", "org.apache.DirectRunner", List.of()).pipelineOptions())
        .containsExactly(
            "--runner=org.apache.DirectRunner", "--targetParallelism=1", "--streaming=false");
  }

  @Test
  void runsTheControlOnARunnerOfItsOwnWithoutTheOthersOptions() {
    Mode control = Mode.named("control", "JoistRunner", List.of("--more=1"));

    assertThat(control.control()).isTrue();
    assertThat(control.pipelineOptions())
        .containsExactly("--runner=dev.joist.validatesrunner.control.NullRunner");
  }

  @Test
  void runsUnderASeedAsABoundedOrAStreamingJob() {
    assertThat(Mode.named("seed-7", "JoistRunner", List.of()).pipelineOptions())
        .containsExactly(
            "--runner=JoistRunner", "--parallelism=2", "--streaming=false", "--simulationSeed=7");
    assertThat(Mode.named("seed-8", "JoistRunner", List.of()).pipelineOptions())
        .contains("--streaming=true", "--simulationSeed=8");
  }

  @Test
  void checksElementsInAModeThatSaysSoAndLeavesTheirDefaultToTheOthers() {
    assertThat(Mode.named("p4-batch-checked", "JoistRunner", List.of("--more=1")))
        .isEqualTo(
            new Mode(
                "p4-batch-checked",
                List.of(
                    "--runner=JoistRunner",
                    "--parallelism=4",
                    "--streaming=false",
                    "--more=1",
                    "--checkElements=true"),
                false));
    assertThat(Mode.isChecked("p4-batch-checked")).isTrue();
    assertThat(Mode.isChecked("p4-batch")).isFalse();
    assertThat(Mode.named("p4-batch", "JoistRunner", List.of()).pipelineOptions())
        .noneMatch(option -> option.contains("checkElements"));
  }

  @Test
  void switchesTheChecksOffOnTheRunnerThatHasThemByDefault() {
    assertThat(Mode.named("plain", "TestJoistRunner", List.of()).pipelineOptions())
        .containsExactly("--runner=TestJoistRunner", "--checkElements=false");
    assertThat(Mode.named("plain-checked", "TestJoistRunner", List.of()).pipelineOptions())
        .containsExactly("--runner=TestJoistRunner", "--checkElements=true");
  }

  @Test
  void refusesAModeThatDoesNotExist() {
    assertThatThrownBy(() -> Mode.named("p2-batch", "JoistRunner", List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("there is no mode 'p2-batch'");
  }
}
