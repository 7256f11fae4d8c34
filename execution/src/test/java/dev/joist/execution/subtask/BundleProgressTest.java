// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.execution.time.Clock;
import org.junit.jupiter.api.Test;

class BundleProgressTest {

  private static final long MILLI = 1_000_000L;
  private static final long QUICK = SubtaskLimits.QUICK_BUNDLE_MILLIS * MILLI;

  private final BundleProgress bundle =
      new BundleProgress(
          new SubtaskLimits(100, 1000, 5, 8, 10, 16, 64).withQuickBundles(500), Clock.system());

  @Test
  void aQuickBundleTakesMoreElements() {
    bundle.add(499, 0);
    assertThat(bundle.mustEnd(QUICK - MILLI)).isFalse();
    assertThat(bundle.remaining()).isEqualTo(1);

    bundle.add(1, QUICK - MILLI);
    assertThat(bundle.mustEnd(QUICK - MILLI)).isTrue();
    assertThat(bundle.remaining()).isZero();
  }

  @Test
  void aBundleThatIsNoMoreQuickEndsAtItsNumberOfElements() {
    bundle.add(99, 0);
    assertThat(bundle.mustEnd(QUICK)).isFalse();

    bundle.add(1, QUICK);
    assertThat(bundle.mustEnd(QUICK)).isTrue();
  }

  @Test
  void aBundleOfFewElementsEndsAtItsAge() {
    bundle.add(1, 0);
    assertThat(bundle.mustEnd(999 * MILLI)).isFalse();
    assertThat(bundle.mustEnd(1000 * MILLI)).isTrue();
  }

  @Test
  void theNextBundleBeginsAnew() {
    bundle.add(500, 0);
    bundle.ended();
    bundle.add(100, QUICK);

    assertThat(bundle.mustEnd(2 * QUICK - MILLI)).isFalse();
    assertThat(bundle.mustEnd(2 * QUICK)).isTrue();
  }

  @Test
  void whatIsDueEndsAnyBundle() {
    bundle.watermarkWaits(true);

    assertThat(bundle.mustEnd(0)).isTrue();
  }
}
