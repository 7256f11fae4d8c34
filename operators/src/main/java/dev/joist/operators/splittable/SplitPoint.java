// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.splittable;

import org.apache.beam.sdk.fn.splittabledofn.RestrictionTrackers;
import org.apache.beam.sdk.fn.splittabledofn.WatermarkEstimators;
import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker;
import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker.HasProgress;
import org.apache.beam.sdk.transforms.splittabledofn.SplitResult;
import org.apache.beam.sdk.transforms.splittabledofn.TimestampObservingWatermarkEstimator;
import org.apache.beam.sdk.transforms.splittabledofn.WatermarkEstimator;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where the work on one piece can be cut in two while it is done: what the function claimed stays
 * its own, the rest becomes a piece of its own for later.
 *
 * <p>It cuts by itself once the {@link WorkLimit} is reached: before the next claim, which then
 * fails, or when the function emits without claiming. It cuts at most once.
 *
 * <p><b>Threading:</b> the tracker that the function gets is locked (by Beam's wrapper), and
 * everything here that touches the function's own tracker runs inside that lock. {@link #split} may
 * be called by any thread, also while the function blocks between two claims; all else belongs to
 * the thread of the subtask.
 */
final class SplitPoint<RestrictionT, PositionT, StateT extends @Nullable Object> {

  /**
   * The rest of a piece.
   *
   * @param restriction with the state of the watermark estimator as it was before the cut
   * @param watermark the estimator's, likewise; the rest holds the output watermark there
   */
  record Rest<RestrictionT, StateT extends @Nullable Object>(
      KV<RestrictionT, StateT> restriction, Instant watermark) {}

  private final RestrictionTracker<RestrictionT, PositionT> delegate;
  private final RestrictionTracker<RestrictionT, PositionT> locked;
  private final WatermarkEstimators.WatermarkAndStateObserver<StateT> estimator;
  private final WorkLimit limit;
  private volatile @Nullable Rest<RestrictionT, StateT> rest;

  SplitPoint(
      RestrictionTracker<RestrictionT, PositionT> tracker,
      WatermarkEstimator<StateT> watermarkEstimator,
      WorkLimit limit) {
    this.delegate = tracker;
    this.locked =
        RestrictionTrackers.synchronize(
            tracker instanceof HasProgress progress
                ? new CuttingWithProgress(progress)
                : new Cutting());
    this.estimator = WatermarkEstimators.threadSafe(watermarkEstimator);
    this.limit = limit;
  }

  /** What the function claims from. */
  RestrictionTracker<RestrictionT, PositionT> tracker() {
    return locked;
  }

  /** What the function tells of its watermark. */
  WatermarkEstimator<StateT> watermarkEstimator() {
    return estimator;
  }

  /** The function emits something with this timestamp. */
  void onOutput(Instant timestamp) {
    if (estimator instanceof TimestampObservingWatermarkEstimator<?> observing) {
      observing.observeTimestamp(timestamp);
    }
    if (limit.isReachedByOutput()) {
      split();
    }
  }

  /** Cuts here, if something is left and it was not cut before. */
  void split() {
    locked.trySplit(0);
  }

  /** The function returned; fails unless all is done that was not cut off. */
  @Nullable Rest<RestrictionT, StateT> onReturn(boolean resumes) {
    if (resumes) {
      split();
    }
    locked.checkDone();
    return rest;
  }

  /** The function's tracker with the cut; runs inside the lock around it. */
  private class Cutting extends RestrictionTracker<RestrictionT, PositionT> {

    @Override
    public boolean tryClaim(PositionT position) {
      if (limit.isReachedAtClaim()) {
        trySplit(0);
      }
      return delegate.tryClaim(position);
    }

    @Override
    public RestrictionT currentRestriction() {
      return delegate.currentRestriction();
    }

    @Override
    public @Nullable SplitResult<RestrictionT> trySplit(double fractionOfRemainder) {
      if (rest != null) {
        return null;
      }
      // Before the cut: what the estimator says then holds for the rest as well.
      KV<Instant, StateT> before = estimator.getWatermarkAndState();
      SplitResult<RestrictionT> split = delegate.trySplit(fractionOfRemainder);
      if (split != null) {
        rest = new Rest<>(KV.of(split.getResidual(), before.getValue()), before.getKey());
      }
      return split;
    }

    @Override
    public void checkDone() {
      delegate.checkDone();
    }

    @Override
    public IsBounded isBounded() {
      return delegate.isBounded();
    }
  }

  /** As above, for a tracker that tells its progress. */
  private final class CuttingWithProgress extends Cutting implements HasProgress {

    private final HasProgress progress;

    CuttingWithProgress(HasProgress progress) {
      this.progress = progress;
    }

    @Override
    public Progress getProgress() {
      return progress.getProgress();
    }
  }
}
