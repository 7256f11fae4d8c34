// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.splittable;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.joist.execution.operator.StopFlag;
import dev.joist.execution.time.SettableClock;
import org.apache.beam.sdk.io.range.OffsetRange;
import org.apache.beam.sdk.transforms.splittabledofn.ManualWatermarkEstimator;
import org.apache.beam.sdk.transforms.splittabledofn.OffsetRangeTracker;
import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker;
import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker.HasProgress;
import org.apache.beam.sdk.transforms.splittabledofn.WatermarkEstimators;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SplitPointTest {

  private final SettableClock clock = new SettableClock(0);
  private final SplitPoint<OffsetRange, Long, Instant> point =
      splitPoint(WorkLimit.ofUnbounded(clock, new StopFlag()));
  private final RestrictionTracker<OffsetRange, Long> tracker = point.tracker();

  @Test
  void leavesNothingOfWorkThatIsDone() {
    assertThat(tracker.tryClaim(0L)).isTrue();
    assertThat(tracker.tryClaim(99_999L)).isTrue();
    assertThat(tracker.tryClaim(100_000L)).isFalse();

    assertThat(point.onReturn(false)).isNull();
  }

  @Test
  void leavesAllThatWasNotClaimedWhenTheFunctionWantsToGoOnLater() {
    tracker.tryClaim(0L);
    tracker.tryClaim(1L);

    assertThat(rest(point.onReturn(true))).isEqualTo(new OffsetRange(2, 100_000));
  }

  @Test
  void refusesToClaimAfterTenthOfASecond() {
    tracker.tryClaim(0L);
    clock.advanceBy(99);
    assertThat(tracker.tryClaim(1L)).isTrue();
    clock.advanceBy(1);
    assertThat(tracker.tryClaim(2L)).isFalse();

    assertThat(rest(point.onReturn(false))).isEqualTo(new OffsetRange(2, 100_000));
  }

  @Test
  void countsTimeFromTheFirstClaim() {
    clock.advanceBy(1_000_000);

    assertThat(tracker.tryClaim(0L)).isTrue();
    assertThat(tracker.tryClaim(1L)).isTrue();
  }

  @Test
  void cutsAfterManyOutputsOfOneClaim() {
    tracker.tryClaim(0L);
    for (int i = 0; i < 10_000; i++) {
      assertThat(tracker.currentRestriction().getTo()).isEqualTo(100_000);
      point.onOutput(Instant.ofEpochMilli(i));
    }

    assertThat(tracker.currentRestriction()).isEqualTo(new OffsetRange(0, 1));
    assertThat(tracker.tryClaim(1L)).isFalse();
    assertThat(rest(point.onReturn(false))).isEqualTo(new OffsetRange(1, 100_000));
  }

  @Test
  void doesNotLimitWorkThatEnds() {
    SplitPoint<OffsetRange, Long, Instant> unlimited =
        splitPoint(WorkLimit.none(clock, new StopFlag()));
    for (long i = 0; i < 100_000; i++) {
      assertThat(unlimited.tracker().tryClaim(i)).isTrue();
      unlimited.onOutput(Instant.ofEpochMilli(i));
      clock.advanceBy(1);
    }

    assertThat(unlimited.onReturn(false)).isNull();
  }

  @Test
  void cutsOnce() {
    tracker.tryClaim(0L);
    point.split();
    point.split();

    assertThat(rest(point.onReturn(true))).isEqualTo(new OffsetRange(1, 100_000));
  }

  @Test
  void keepsTheWatermarkFromBeforeTheCut() {
    ManualWatermarkEstimator<?> estimator =
        (ManualWatermarkEstimator<?>) point.watermarkEstimator();
    tracker.tryClaim(0L);
    estimator.setWatermark(Instant.ofEpochMilli(7));
    point.split();
    estimator.setWatermark(Instant.ofEpochMilli(8));

    SplitPoint.Rest<OffsetRange, Instant> rest = requireNonNull(point.onReturn(false));
    assertThat(rest.watermark()).isEqualTo(Instant.ofEpochMilli(7));
    assertThat(rest.restriction().getValue()).isEqualTo(Instant.ofEpochMilli(7));
  }

  @Test
  void tellsTimestampsToAnEstimatorThatObservesThem() {
    SplitPoint<OffsetRange, Long, Instant> observing =
        new SplitPoint<>(
            new OffsetRangeTracker(new OffsetRange(0, 2)),
            new WatermarkEstimators.MonotonicallyIncreasing(Instant.ofEpochMilli(0)),
            WorkLimit.none(clock, new StopFlag()));
    observing.tracker().tryClaim(0L);
    observing.onOutput(Instant.ofEpochMilli(5));

    assertThat(requireNonNull(observing.onReturn(true)).watermark())
        .isEqualTo(Instant.ofEpochMilli(5));
  }

  @Test
  void failsIfTheFunctionStopsWithWorkUndone() {
    tracker.tryClaim(0L);

    assertThatThrownBy(() -> point.onReturn(false)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void canBeCutByAnotherThreadWhileTheFunctionBlocks() throws InterruptedException {
    tracker.tryClaim(0L);
    Thread other = new Thread(point::split);
    other.start();
    other.join();

    assertThat(tracker.tryClaim(1L)).isFalse();
    assertThat(rest(point.onReturn(false))).isEqualTo(new OffsetRange(1, 100_000));
  }

  @Test
  void tellsProgressIfTheTrackerOfTheFunctionDoes() {
    tracker.tryClaim(24_999L);

    assertThat(((HasProgress) tracker).getProgress().getWorkRemaining()).isEqualTo(75_001.0);
  }

  private static OffsetRange rest(SplitPoint.@Nullable Rest<OffsetRange, Instant> rest) {
    return requireNonNull(rest, "nothing is left").restriction().getKey();
  }

  private static SplitPoint<OffsetRange, Long, Instant> splitPoint(WorkLimit limit) {
    return new SplitPoint<>(
        new OffsetRangeTracker(new OffsetRange(0, 100_000)),
        new WatermarkEstimators.Manual(Instant.ofEpochMilli(0)),
        limit);
  }
}
