// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.splittable;

import dev.joist.execution.operator.StopFlag;
import dev.joist.execution.time.Clock;
import dev.joist.operators.invoke.BundleArguments;
import dev.joist.operators.pardo.BundleCallbacks;
import org.apache.beam.sdk.transforms.DoFn.ProcessContinuation;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.WindowedValue;
import org.jspecify.annotations.Nullable;

/** Calls the process method of a splittable function, in bundles. */
final class PieceProcessor<InputT, OutputT, RestrictionT, StateT extends @Nullable Object> {

  private final Surroundings<InputT, OutputT> surroundings;
  private final SplittableFunction<InputT, OutputT, RestrictionT, StateT> function;
  private final TaggedOutputs<OutputT> outputs;
  private final Clock clock;
  private final StopFlag stop;
  private final boolean isBounded;
  private final BundleCallbacks callbacks;
  private final CutRequest cutRequest;
  private boolean bundleOpen;

  /**
   * A processor.
   *
   * @param stop raised when the function is to claim nothing any more
   * @param isBounded whether the work on each element ends
   */
  PieceProcessor(
      Surroundings<InputT, OutputT> surroundings,
      TaggedOutputs<OutputT> outputs,
      Clock clock,
      StopFlag stop,
      boolean isBounded,
      BundleCallbacks callbacks,
      CutRequest cutRequest) {
    this.surroundings = surroundings;
    this.function = new SplittableFunction<>(surroundings);
    this.outputs = outputs;
    this.clock = clock;
    this.stop = stop;
    this.isBounded = isBounded;
    this.callbacks = callbacks;
    this.cutRequest = cutRequest;
  }

  SplittableFunction<InputT, OutputT, RestrictionT, StateT> function() {
    return function;
  }

  /**
   * Works on a piece, unless a barrier is on its way; returns what is left of it for later, null if
   * nothing is.
   */
  @Nullable Residual<KV<InputT, KV<RestrictionT, StateT>>> process(
      WindowedValue<KV<InputT, KV<RestrictionT, StateT>>> piece) {
    if (cutRequest.isMade()) {
      return allOf(piece);
    }
    startBundle();
    SplitPoint<RestrictionT, ?, StateT> splitPoint =
        new SplitPoint<>(
            function.newTracker(piece),
            function.newWatermarkEstimator(piece),
            isBounded ? WorkLimit.none(clock, stop) : WorkLimit.ofUnbounded(clock, stop));
    if (!cutRequest.begins(splitPoint)) {
      return allOf(piece);
    }
    try {
      return process(piece, splitPoint);
    } finally {
      cutRequest.ended();
    }
  }

  private @Nullable Residual<KV<InputT, KV<RestrictionT, StateT>>> process(
      WindowedValue<KV<InputT, KV<RestrictionT, StateT>>> piece,
      SplitPoint<RestrictionT, ?, StateT> splitPoint) {
    ProcessContinuation continuation =
        surroundings
            .invoker()
            .invokeProcessElement(
                new ProcessArguments<>(
                    surroundings,
                    SplittableFunction.elementOf(piece),
                    piece.getValue().getValue(),
                    outputs,
                    splitPoint,
                    callbacks));
    SplitPoint.Rest<RestrictionT, StateT> rest = splitPoint.onReturn(continuation.shouldResume());
    return rest == null
        ? null
        : Residual.of(
            piece.withValue(KV.of(piece.getValue().getKey(), rest.restriction())),
            rest.watermark(),
            dueMillis(continuation));
  }

  /** A piece that was not begun: nobody knows its watermark yet. */
  private Residual<KV<InputT, KV<RestrictionT, StateT>>> allOf(
      WindowedValue<KV<InputT, KV<RestrictionT, StateT>>> piece) {
    return Residual.of(piece, BoundedWindow.TIMESTAMP_MIN_VALUE, clock.currentTimeMillis());
  }

  /** When the function wants to be called again; a function that was cut off, at once. */
  private long dueMillis(ProcessContinuation continuation) {
    long now = clock.currentTimeMillis();
    long delay = continuation.shouldResume() ? continuation.resumeDelay().getMillis() : 0;
    long due = now + delay;
    return delay > 0 && due < now ? Long.MAX_VALUE : due;
  }

  private void startBundle() {
    if (!bundleOpen) {
      bundleOpen = true;
      surroundings.invoker().invokeStartBundle(bundleArguments());
    }
  }

  /** Ends the bundle, if one is open. */
  void finishBundle() {
    if (bundleOpen) {
      surroundings.invoker().invokeFinishBundle(bundleArguments());
      bundleOpen = false;
    }
  }

  /** Those who asked during the bundle, which has ended, are told once it is passed. */
  void bundleEnded() {
    callbacks.bundleEnded();
  }

  private BundleArguments<InputT, OutputT> bundleArguments() {
    return new BundleArguments<>(
        surroundings.fn(),
        surroundings.options(),
        outputs.mainTag(),
        outputs.receiver(),
        callbacks);
  }
}
