// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.combine;

import dev.joist.execution.operator.OperatorFactory;
import dev.joist.operators.group.EndOfWindowGrouping;
import dev.joist.operators.group.GroupByKeyOperators;
import dev.joist.operators.group.Grouping;
import dev.joist.operators.group.GroupingStrategy;
import dev.joist.operators.group.SpillingGrouping;
import dev.joist.operators.services.JobServices;
import dev.joist.operators.state.CoderCodec;
import org.apache.beam.runners.core.SystemReduceFn;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.transforms.Combine.CombineFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.util.AppliedCombineFn;
import org.apache.beam.sdk.values.WindowingStrategy;
import org.jspecify.annotations.Nullable;

/** Makes the operators of this package. */
public final class CombineOperators {

  private CombineOperators() {}

  public static <K extends @Nullable Object, InputT, AccumT, OutputT> OperatorFactory create(
      CombineSpec<K, InputT, AccumT, OutputT> spec, JobServices services) {
    return switch (spec.phase()) {
      case PARTIAL ->
          OperatorFactory.inLanes(context -> new PartialCombineOperator<>(spec, services, context));
      case WHOLE -> grouping(spec, spec.fn(), spec.inputCoder().getValueCoder(), services);
      case FINAL -> grouping(spec, new MergingFn<>(spec.fn()), spec.accumulatorCoder(), services);
    };
  }

  private static <K extends @Nullable Object, InputT, AccumT, OutputT> OperatorFactory grouping(
      CombineSpec<K, ?, AccumT, OutputT> spec,
      CombineFn<InputT, AccumT, OutputT> fn,
      Coder<InputT> inputCoder,
      JobServices services) {
    @SuppressWarnings("unchecked") // Any strategy is one of some kind of windows.
    WindowingStrategy<?, BoundedWindow> windowing =
        (WindowingStrategy<?, BoundedWindow>) spec.windowing();
    Coder<K> keyCoder = spec.inputCoder().getKeyCoder();
    EndOfWindowGrouping<K, InputT, OutputT, BoundedWindow> atEnds =
        new EndOfWindowGrouping<>(
            spec.transform(),
            keyCoder,
            inputCoder,
            windowing,
            store -> CombinedValues.in(store, spec, fn),
            spec.strategy() == GroupingStrategy.SLICES,
            services);
    Grouping<K, InputT, OutputT, BoundedWindow> general =
        new Grouping<>(
            spec.transform(),
            keyCoder,
            inputCoder,
            windowing,
            SystemReduceFn.<K, InputT, AccumT, OutputT, BoundedWindow>combining(
                keyCoder, AppliedCombineFn.withAccumulatorCoder(fn, spec.accumulatorCoder())),
            new Grouping.Pairs<>(),
            services);
    return switch (spec.strategy()) {
      case END_OF_WINDOW, SLICES -> GroupByKeyOperators.endOfWindow(atEnds);
      case SESSIONS -> GroupByKeyOperators.sessions(atEnds);
      case MERGING -> GroupByKeyOperators.merging(atEnds);
      case SPILLING ->
          GroupByKeyOperators.spilling(
              new SpillingGrouping<>(
                  spec.transform(),
                  keyCoder,
                  windowing,
                  store -> SpillableAccumulators.in(store, spec, fn),
                  new Grouping.Pairs<>(),
                  services));
      case GENERAL -> GroupByKeyOperators.factory(general);
      case GATHERED -> {
        Combining<InputT, AccumT, OutputT> combining =
            new Combining<>(
                fn, CombinedValues.copying(spec, CoderCodec.of(spec.accumulatorCoder())));
        yield GroupByKeyOperators.gathering(general, inputCoder, combining, () -> combining);
      }
    };
  }
}
