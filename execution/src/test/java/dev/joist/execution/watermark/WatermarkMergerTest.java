// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.watermark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WatermarkMergerTest {

  @Test
  void staysInitialUntilEveryInputPromisedSomething() {
    WatermarkMerger merger = new WatermarkMerger(2);

    assertThat(merger.update(0, 10)).isEqualTo(Watermark.INITIAL_MILLIS);
    assertThat(merger.update(1, 7)).isEqualTo(7);
    assertThat(merger.update(1, 30)).isEqualTo(10);
  }

  @Test
  void ofNoInputsIsFinal() {
    assertThat(new WatermarkMerger(0).merged()).isEqualTo(Watermark.FINAL_MILLIS);
  }

  @Test
  void ignoresAnInputThatGoesBack() {
    WatermarkMerger merger = new WatermarkMerger(1);
    merger.update(0, 10);

    assertThat(merger.update(0, 5)).isEqualTo(10);
    assertThat(merger.of(0)).isEqualTo(10);
  }

  @Test
  void leavesAnIdleInputOut() {
    WatermarkMerger merger = new WatermarkMerger(2);
    merger.update(0, 10);

    assertThat(merger.markIdle(1)).isEqualTo(10);
    assertThat(merger.update(0, 20)).isEqualTo(20);
  }

  @Test
  void standsStillWhileAllInputsAreIdle() {
    WatermarkMerger merger = new WatermarkMerger(2);
    merger.update(0, 10);
    merger.update(1, 20);

    merger.markIdle(0);
    assertThat(merger.merged()).isEqualTo(20);
    assertThat(merger.markIdle(1)).isEqualTo(20);
  }

  @Test
  void doesNotGoBackWhenAnIdleInputReturnsBehindTheOthers() {
    WatermarkMerger merger = new WatermarkMerger(2);
    merger.update(0, 10);
    merger.markIdle(1);
    merger.update(0, 50);

    assertThat(merger.update(1, 30)).isEqualTo(50);
    assertThat(merger.update(0, 90)).isEqualTo(50);
    assertThat(merger.update(1, 60)).isEqualTo(60);
  }

  @Test
  void agreesWithThePlainMinimumOverRandomUpdates() {
    SplittableRandom random = new SplittableRandom(4711);
    for (int round = 0; round < 200; round++) {
      int inputs = 1 + random.nextInt(6);
      WatermarkMerger merger = new WatermarkMerger(inputs);
      long[] highest = new long[inputs];
      Arrays.fill(highest, Watermark.INITIAL_MILLIS);
      for (int step = 0; step < 100; step++) {
        int input = random.nextInt(inputs);
        long watermark = random.nextLong(1000);
        highest[input] = Math.max(highest[input], watermark);

        assertThat(merger.update(input, watermark))
            .isEqualTo(Arrays.stream(highest).min().orElseThrow());
      }
    }
  }
}
