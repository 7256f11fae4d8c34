// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.joist.execution.JoistException;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;

class FlinkOptionOutcomesTest {

  @Test
  void saysNothingOfDefaults() {
    assertThat(FlinkOptionOutcomes.ignored(options(), options())).isEmpty();
  }

  @Test
  void tellsOfEachOptionWithoutEffectWhy() {
    FlinkNamedOptions options =
        options(
            "--stateBackend=rocksdb",
            "--checkpointingInterval=1000",
            "--numConcurrentCheckpoints=1");

    assertThat(FlinkOptionOutcomes.ignored(options, options()))
        .containsExactly(
            "--checkpointingInterval=1000 has no effect: no snapshots are taken yet",
            "--stateBackend=rocksdb has no effect: state is kept on the heap");
  }

  @Test
  void saysNothingOfOptionsThatActOrAskForWhatIsAlwaysSo() {
    FlinkNamedOptions options =
        options("--parallelism=2", "--maxBundleSize=5", "--objectReuse", "--fasterCopy");

    assertThat(FlinkOptionOutcomes.ignored(options, options())).isEmpty();
  }

  @Test
  void refusesToStartFromASavepoint() {
    assertThatThrownBy(() -> FlinkOptionOutcomes.refuse(options("--savepointPath=/s")))
        .isInstanceOf(JoistException.class)
        .hasMessageContaining("--savepointPath=/s asks to start from a savepoint");
    assertThatCode(() -> FlinkOptionOutcomes.refuse(options())).doesNotThrowAnyException();
  }

  private static FlinkNamedOptions options(String... args) {
    return PipelineOptionsFactory.fromArgs(args).as(FlinkNamedOptions.class);
  }
}
