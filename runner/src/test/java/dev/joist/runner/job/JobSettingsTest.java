// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.joist.execution.JoistException;
import dev.joist.runner.options.FlinkNamedOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;

class JobSettingsTest {

  @Test
  void usesAllCoresAndAtLeast128KeyGroupsByDefault() {
    JobSettings settings = settings();

    assertThat(settings.parallelism()).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(settings.maxParallelism()).isGreaterThanOrEqualTo(128);
  }

  @Test
  void keyGroupsGrowWithTheParallelismAsAPowerOfTwo() {
    assertThat(settings("--parallelism=85").maxParallelism()).isEqualTo(128);
    assertThat(settings("--parallelism=86").maxParallelism()).isEqualTo(256);
    assertThat(settings("--parallelism=30000").maxParallelism()).isEqualTo(32768);
  }

  @Test
  void takesWhatTheUserSets() {
    JobSettings settings = settings("--parallelism=3", "--maxParallelism=9");

    assertThat(settings.parallelism()).isEqualTo(3);
    assertThat(settings.maxParallelism()).isEqualTo(9);
  }

  @Test
  void refusesFewerKeyGroupsThanSubtasks() {
    assertThatThrownBy(() -> settings("--parallelism=3", "--maxParallelism=2"))
        .isInstanceOf(JoistException.class)
        .hasMessageStartingWith("parallelism is 3 and maxParallelism is 2");
    assertThatThrownBy(() -> settings("--parallelism=0")).isInstanceOf(JoistException.class);
  }

  @Test
  void refusesANumberThatIsNone() {
    assertThatThrownBy(() -> settings("--parallelism=-1"))
        .isInstanceOf(JoistException.class)
        .hasMessage(
            "--parallelism is -1; it must be at least 1. Leave it out for the number of cores.");
    assertThatThrownBy(() -> settings("--maxParallelism=0"))
        .isInstanceOf(JoistException.class)
        .hasMessageStartingWith("--maxParallelism is 0; it must be at least 1.");
  }

  private static JobSettings settings(String... args) {
    return JobSettings.of(PipelineOptionsFactory.fromArgs(args).as(FlinkNamedOptions.class), false);
  }
}
