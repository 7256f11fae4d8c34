// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.execution.time.Clock;
import org.junit.jupiter.api.Test;

class BundleProgressTest {

  private static final long MILLI = 1_000_000L;

  private final BundleProgress bundle =
      new BundleProgress(
          new SubtaskLimits(100, 1000, 5, 8, 10, 16, 64).withQuickBundles(500), Clock.system());

  @Test
  void aQuickBundleTakesMoreElements() {
    bundle.add(499, 0);
    assertThat(bundle.mustEnd(19 * MILLI)).isFalse();
    assertThat(bundle.remaining()).isEqualTo(1);

    bundle.add(1, 19 * MILLI);
    assertThat(bundle.mustEnd(19 * MILLI)).isTrue();
    assertThat(bundle.remaining()).isZero();
  }

  @Test
  void aBundleThatIsNoMoreQuickEndsAtItsNumberOfElements() {
    bundle.add(99, 0);
    assertThat(bundle.mustEnd(20 * MILLI)).isFalse();

    bundle.add(1, 20 * MILLI);
    assertThat(bundle.mustEnd(20 * MILLI)).isTrue();
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
    bundle.add(100, 20 * MILLI);

    assertThat(bundle.mustEnd(39 * MILLI)).isFalse();
    assertThat(bundle.mustEnd(40 * MILLI)).isTrue();
  }

  @Test
  void whatIsDueEndsAnyBundle() {
    bundle.watermarkWaits(true);

    assertThat(bundle.mustEnd(0)).isTrue();
  }
}
