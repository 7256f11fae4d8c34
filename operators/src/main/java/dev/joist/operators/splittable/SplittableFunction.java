// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.splittable;

import java.util.Optional;
import java.util.function.Consumer;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.DoFn.OutputReceiver;
import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker;
import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker.TruncateResult;
import org.apache.beam.sdk.transforms.splittabledofn.WatermarkEstimator;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.OutputBuilder;
import org.apache.beam.sdk.values.WindowedValue;
import org.apache.beam.sdk.values.WindowedValues;
import org.jspecify.annotations.Nullable;

/** The methods of a splittable function that make pieces, and those that look at one. */
final class SplittableFunction<InputT, OutputT, RestrictionT, StateT extends @Nullable Object> {

  private final Surroundings<InputT, OutputT> surroundings;

  SplittableFunction(Surroundings<InputT, OutputT> surroundings) {
    this.surroundings = surroundings;
  }

  /** Hands on the pieces of {@code element}. */
  void split(
      WindowedValue<InputT> element,
      Consumer<WindowedValue<KV<InputT, KV<RestrictionT, StateT>>>> pieces) {
    RestrictionT initial =
        surroundings
            .invoker()
            .invokeGetInitialRestriction(new PieceArguments<>(surroundings, element, null));
    StateT state =
        surroundings
            .invoker()
            .invokeGetInitialWatermarkEstimatorState(
                new PieceArguments<>(surroundings, element, KV.of(initial, null)));
    surroundings
        .invoker()
        .invokeSplitRestriction(
            new SplitArguments<>(
                surroundings,
                element,
                KV.of(initial, state),
                restriction -> pieces.accept(piece(element, restriction, state))));
  }

  @SuppressWarnings("unchecked") // What the split method emits are restrictions.
  private WindowedValue<KV<InputT, KV<RestrictionT, StateT>>> piece(
      WindowedValue<InputT> element, Object restriction, StateT state) {
    return element.withValue(KV.of(element.getValue(), KV.of((RestrictionT) restriction, state)));
  }

  /** What is left of {@code piece} when the pipeline drains; nothing if it is to be dropped. */
  Optional<WindowedValue<KV<InputT, KV<RestrictionT, StateT>>>> truncate(
      WindowedValue<KV<InputT, KV<RestrictionT, StateT>>> piece) {
    TruncateResult<RestrictionT> left =
        surroundings.invoker().invokeTruncateRestriction(arguments(piece));
    return Optional.ofNullable(left)
        .map(TruncateResult::getTruncatedRestriction)
        .map(rest -> piece(elementOf(piece), rest, piece.getValue().getValue().getValue()));
  }

  /** How much work is left in {@code piece}, in a measure of the function's own. */
  double size(WindowedValue<KV<InputT, KV<RestrictionT, StateT>>> piece) {
    return surroundings.invoker().invokeGetSize(arguments(piece));
  }

  /** A tracker for the restriction of {@code piece}. */
  <PositionT> RestrictionTracker<RestrictionT, PositionT> newTracker(
      WindowedValue<KV<InputT, KV<RestrictionT, StateT>>> piece) {
    return surroundings.invoker().invokeNewTracker(arguments(piece));
  }

  /** A watermark estimator that goes on from the state of {@code piece}. */
  WatermarkEstimator<StateT> newWatermarkEstimator(
      WindowedValue<KV<InputT, KV<RestrictionT, StateT>>> piece) {
    return surroundings.invoker().invokeNewWatermarkEstimator(arguments(piece));
  }

  private PieceArguments<InputT, OutputT> arguments(
      WindowedValue<KV<InputT, KV<RestrictionT, StateT>>> piece) {
    return new PieceArguments<>(surroundings, elementOf(piece), piece.getValue().getValue());
  }

  /** The element that {@code piece} is of. */
  static <InputT> WindowedValue<InputT> elementOf(WindowedValue<? extends KV<InputT, ?>> piece) {
    return piece.withValue(piece.getValue().getKey());
  }

  /** The arguments of the split method, which emits restrictions. */
  private static final class SplitArguments<InputT, OutputT>
      extends PieceArguments<InputT, OutputT> {

    private final OutputReceiver<OutputT> receiver;

    SplitArguments(
        Surroundings<InputT, OutputT> surroundings,
        WindowedValue<InputT> element,
        KV<?, ?> restriction,
        Consumer<Object> restrictions) {
      super(surroundings, element, restriction);
      this.receiver =
          new OutputReceiver<>() {
            @Override
            public OutputBuilder<OutputT> builder(OutputT value) {
              return WindowedValues.builder(element)
                  .withValue(value)
                  .setReceiver(emitted -> restrictions.accept(emitted.getValue()));
            }
          };
    }

    @Override
    public OutputReceiver<OutputT> outputReceiver(DoFn<InputT, OutputT> doFn) {
      return receiver;
    }
  }
}
