// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.joist.execution.JoistException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;

class OptionChecksTest {

  @Test
  void refusesATimeThatIsNone() {
    assertThatThrownBy(() -> check("--idleTimeout=-3"))
        .isInstanceOf(JoistException.class)
        .hasMessage(
            "--idleTimeout is -3; it must be at least 1 millisecond. Leave it out to wait for every"
                + " split.");
    assertThatThrownBy(() -> check("--idleTimeout=0")).isInstanceOf(JoistException.class);
    assertThatCode(() -> check("--idleTimeout=1")).doesNotThrowAnyException();
  }

  @Test
  void refusesAnExperimentThatIsMisspelt() {
    assertThatThrownBy(() -> check("--experiments=use_sdf_read,disable_gatherin"))
        .isInstanceOf(JoistException.class)
        .hasMessage(
            "--experiments=disable_gatherin is not an experiment of Joist; did you mean"
                + " disable_gathering?");
    assertThatThrownBy(() -> check("--experiments=Disable-Spilling"))
        .hasMessageEndingWith("did you mean disable_spilling?");
  }

  @Test
  void leavesTheExperimentsOfOthersAlone() {
    assertThatCode(() -> check("--experiments=use_sdf_read,disable_runner_v2,disable_spilling"))
        .doesNotThrowAnyException();
    assertThatCode(() -> check()).doesNotThrowAnyException();
  }

  @Test
  void thePageOfOptionsListsTheExperiments() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "options.md"));

    assertThat(OptionChecks.EXPERIMENTS)
        .allMatch(experiment -> page.contains("`--experiments=%s`".formatted(experiment)));
  }

  private static void check(String... args) {
    OptionChecks.refuse(PipelineOptionsFactory.fromArgs(args).as(JoistPipelineOptions.class));
  }
}
