// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.runner.options.BundleLimits;
import dev.joist.runner.options.BundleOptions;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.options.StreamingOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** With Flink's and the direct runner on the class path, as the build arranges for this test. */
@Tag("beside-other-runners")
class BesideOtherRunnersTest {

  @Test
  void oneCommandLineNamesOptionsOfAllRunners() {
    PipelineOptions options =
        PipelineOptionsFactory.fromArgs(
                "--runner=JoistRunner",
                "--parallelism=3",
                "--maxBundleSize=77",
                "--objectReuse",
                "--targetParallelism=5",
                "--blockOnRun=false",
                "--attachedMode=false",
                "--quiet")
            .withValidation()
            .create();

    assertThat(options.getRunner()).isEqualTo(JoistRunner.class);
    assertThat(options.as(JoistPipelineOptions.class).getParallelism()).isEqualTo(3);
    assertThat(options.as(JoistPipelineOptions.class).isQuiet()).isTrue();
    assertThat(options.as(JoistPipelineOptions.class).isBlockOnRun()).isFalse();
    assertThat(options.as(FlinkPipelineOptions.class).getParallelism()).isEqualTo(3);
    assertThat(options.as(FlinkPipelineOptions.class).getAttachedMode()).isFalse();
    assertThat(options.as(FlinkPipelineOptions.class).getObjectReuse()).isTrue();
    assertThat(options.as(DirectOptions.class).getTargetParallelism()).isEqualTo(5);
    assertThat(options.as(DirectOptions.class).isBlockOnRun()).isFalse();
  }

  @Test
  void limitsOfBundlesAreReadThoughFlinksInterfaceHoldsThem() {
    PipelineOptions options = PipelineOptionsFactory.fromArgs("--maxBundleSize=77").create();

    assertThat(BundleLimits.of(options, true)).isEqualTo(new BundleLimits(77, 77, 1000));
  }

  @Test
  void everyOptionOfFlinksRunnerIsKnownWithItsType() {
    Set<String> missing = signatures(FlinkPipelineOptions.class);
    missing.removeAll(signatures(JoistPipelineOptions.class));
    missing.removeAll(signatures(BundleOptions.class));

    assertThat(missing)
        .containsExactly(
            "getStateBackendFactory: java.lang.Class<? extends"
                + " org.apache.beam.runners.flink.FlinkStateBackendFactory>");
  }

  @Test
  void limitsOfBundlesHaveFlinksDefaults() {
    for (boolean streaming : new boolean[] {false, true}) {
      PipelineOptions options = PipelineOptionsFactory.create();
      options.as(StreamingOptions.class).setStreaming(streaming);

      assertThat(new BundleOptions.BundleSizeFactory().create(options))
          .isEqualTo(options.as(FlinkPipelineOptions.class).getMaxBundleSize());
      assertThat(new BundleOptions.BundleTimeFactory().create(options))
          .isEqualTo(options.as(FlinkPipelineOptions.class).getMaxBundleTimeMills());
    }
  }

  private static Set<String> signatures(Class<?> options) {
    return Arrays.stream(options.getMethods())
        .filter(method -> Stream.of("get", "is").anyMatch(method.getName()::startsWith))
        .map(BesideOtherRunnersTest::signature)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String signature(Method getter) {
    return getter.getName() + ": " + getter.getGenericReturnType().getTypeName();
  }
}
