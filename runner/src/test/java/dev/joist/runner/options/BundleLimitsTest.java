// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.joist.execution.JoistException;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;

class BundleLimitsTest {

  @Test
  void aStreamingJobHasFlinksDefaultsButForQuickBundles() {
    assertThat(BundleLimits.of(options(), true)).isEqualTo(new BundleLimits(1000, 100_000, 1000));
  }

  @Test
  void aBoundedJobHasNoLimits() {
    assertThat(BundleLimits.of(options(), false))
        .isEqualTo(new BundleLimits(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE));
  }

  @Test
  void readingADefaultDoesNotSetIt() {
    PipelineOptions options = options();
    assertThat(options.as(BundleOptions.class).getMaxBundleSize()).isEqualTo(5000);

    assertThat(BundleLimits.of(options, false).elements()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void whatTheUserSetsHoldsInBothKindsOfJob() {
    PipelineOptions options = options("--maxBundleSize=5000", "--maxBundleTimeMills=7");

    assertThat(BundleLimits.of(options, false)).isEqualTo(new BundleLimits(5000, 5000, 7));
    assertThat(BundleLimits.of(options, true)).isEqualTo(new BundleLimits(5000, 5000, 7));
  }

  @Test
  void aBundleOfNoElementsIsRefused() {
    assertThatThrownBy(() -> BundleLimits.of(options("--maxBundleSize=0"), true))
        .isInstanceOf(JoistException.class)
        .hasMessageStartingWith("--maxBundleSize is 0; it must be at least 1");
  }

  private static PipelineOptions options(String... args) {
    return PipelineOptionsFactory.fromArgs(args).create();
  }
}
