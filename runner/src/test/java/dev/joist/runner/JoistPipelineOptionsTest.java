// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.joist.runner.options.BundleOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;

class JoistPipelineOptionsTest {

  @Test
  void runnersAreFoundByName() {
    assertThat(parse("--runner=JoistRunner").getRunner()).isEqualTo(JoistRunner.class);
    assertThat(parse("--runner=joist").getRunner()).isEqualTo(JoistRunner.class);
    assertThat(parse("--runner=TestJoistRunner").getRunner()).isEqualTo(TestJoistRunner.class);
  }

  @Test
  void optionsOfFlinksRunnerAreParsedWithoutIt() {
    PipelineOptions options =
        parse(
            "--runner=joist",
            "--parallelism=4",
            "--maxBundleSize=10",
            "--checkpointingInterval=60000");

    assertThat(options.as(JoistPipelineOptions.class).getParallelism()).isEqualTo(4);
    assertThat(options.as(BundleOptions.class).getMaxBundleSize()).isEqualTo(10);
    assertThat(options.as(JoistPipelineOptions.class).getCheckpointingInterval()).isEqualTo(60000);
  }

  @Test
  void anOptionThatIsNotKnownIsRejectedWithASuggestion() {
    assertThatThrownBy(() -> parse("--paralelism=4"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("missing a property named 'paralelism'")
        .hasMessageContaining("Did you mean 'parallelism'?");
  }

  @Test
  void elementsAreCheckedInTestsUnlessTheUserSaysOtherwise() {
    assertThat(isChecked("--runner=joist")).isFalse();
    assertThat(isChecked("--runner=joist", "--checkElements")).isTrue();
    assertThat(isChecked("--runner=TestJoistRunner")).isTrue();
    assertThat(isChecked("--runner=TestJoistRunner", "--checkElements=false")).isFalse();
  }

  private static boolean isChecked(String... args) {
    return parse(args).as(JoistPipelineOptions.class).isCheckElements();
  }

  private static PipelineOptions parse(String... args) {
    return PipelineOptionsFactory.fromArgs(args).withValidation().create();
  }
}
