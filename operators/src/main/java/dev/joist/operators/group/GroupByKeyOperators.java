// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import dev.joist.execution.operator.Operator;
import dev.joist.execution.operator.OperatorContext;
import dev.joist.execution.operator.OperatorFactory;
import dev.joist.execution.watermark.HoldSet;
import dev.joist.operators.services.JobServices;
import dev.joist.operators.state.BeamStateInternals;
import dev.joist.operators.state.CountedHolds;
import dev.joist.operators.view.ViewSpec;
import dev.joist.operators.view.ViewStrategy;
import java.util.function.Supplier;
import org.apache.beam.runners.core.SystemReduceFn;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.VoidCoder;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.WindowedValue;
import org.apache.beam.sdk.values.WindowedValues;
import org.apache.beam.sdk.values.WindowingStrategy;
import org.jspecify.annotations.Nullable;

/** Makes the operators of this package. */
public final class GroupByKeyOperators {

  private GroupByKeyOperators() {}

  public static <K extends @Nullable Object, V> OperatorFactory groupByKey(
      GroupByKeySpec<K, V> spec, JobServices services) {
    return groupByKey(spec, windowing(spec.windowing()), services);
  }

  private static <K extends @Nullable Object, V, W extends BoundedWindow>
      OperatorFactory groupByKey(
          GroupByKeySpec<K, V> spec, WindowingStrategy<?, W> windowing, JobServices services) {
    Coder<V> valueCoder = spec.inputCoder().getValueCoder();
    EndOfWindowGrouping<K, V, Iterable<V>, W> atEnds =
        new EndOfWindowGrouping<>(
            spec.transform(),
            spec.inputCoder().getKeyCoder(),
            valueCoder,
            windowing,
            store -> GatheredValues.in(store, spec.transform(), valueCoder),
            false,
            services);
    return switch (spec.strategy()) {
      case END_OF_WINDOW, SLICES -> endOfWindow(atEnds);
      case SESSIONS -> sessions(atEnds);
      case MERGING -> merging(atEnds);
      case SPILLING ->
          spilling(
              new SpillingGrouping<>(
                  spec.transform(),
                  spec.inputCoder().getKeyCoder(),
                  windowing,
                  store -> SpillableValues.in(store, spec.transform(), valueCoder),
                  new Grouping.Pairs<>(),
                  services));
      case GENERAL -> factory(general(spec, windowing, services));
      case GATHERED ->
          gathering(
              general(spec, windowing, services),
              valueCoder,
              Accumulation.values(),
              () -> new SpillableLists<>(spec.transform(), valueCoder, services.spilling()));
    };
  }

  static <K extends @Nullable Object, V, W extends BoundedWindow>
      Grouping<K, V, Iterable<V>, W> general(
          GroupByKeySpec<K, V> spec, WindowingStrategy<?, W> windowing, JobServices services) {
    return new Grouping<>(
        spec.transform(),
        spec.inputCoder().getKeyCoder(),
        spec.inputCoder().getValueCoder(),
        windowing,
        SystemReduceFn.<K, V, W>buffering(spec.inputCoder().getValueCoder()),
        new Grouping.Pairs<>(),
        services);
  }

  /** The factory of the operator of a grouping at the ends of windows. */
  public static <K extends @Nullable Object, InputT, OutputT, W extends BoundedWindow>
      OperatorFactory endOfWindow(EndOfWindowGrouping<K, InputT, OutputT, W> grouping) {
    WindowEnds.objection(grouping.windowing())
        .ifPresent(objection -> refuse(grouping.transform(), "ends of windows", objection));
    return context -> new EndOfWindowOperator<>(grouping, context);
  }

  /** The factory of the operator of a grouping at the ends of sessions. */
  public static <K extends @Nullable Object, InputT, OutputT, W extends BoundedWindow>
      OperatorFactory sessions(EndOfWindowGrouping<K, InputT, OutputT, W> grouping) {
    WindowEnds.objectionToSessions(grouping.windowing())
        .ifPresent(objection -> refuse(grouping.transform(), "ends of sessions", objection));
    return context -> new SessionsOperator<>(grouping, context);
  }

  /** The factory of the operator of a grouping at the ends of windows that merge. */
  public static <K extends @Nullable Object, InputT, OutputT, W extends BoundedWindow>
      OperatorFactory merging(EndOfWindowGrouping<K, InputT, OutputT, W> grouping) {
    WindowEnds.objectionToMerging(grouping.windowing())
        .ifPresent(objection -> refuse(grouping.transform(), "ends of merged windows", objection));
    return context -> new MergingOperator<>(grouping, context);
  }

  private static void refuse(String transform, String where, String objection) {
    throw new IllegalArgumentException(
        "%s cannot be grouped at the %s: %s".formatted(transform, where, objection));
  }

  /** The factory of the operator of a grouping that goes beyond memory. */
  public static <K extends @Nullable Object, InputT, OutputT, W extends BoundedWindow>
      OperatorFactory spilling(SpillingGrouping<K, InputT, OutputT, W> grouping) {
    return context -> new SpillingOperator<>(grouping, context);
  }

  /**
   * The factory of the operator of a grouping that waits for the end of its input.
   *
   * @param inputCoder coder of what is grouped
   * @param inMemory for windows that fire once
   * @param beyondMemory makes the same for an operator and keys of which there is much
   */
  public static <K extends @Nullable Object, InputT, OutputT, W extends BoundedWindow>
      OperatorFactory gathering(
          Grouping<K, InputT, OutputT, W> grouping,
          Coder<InputT> inputCoder,
          Accumulation<InputT, ?, OutputT> inMemory,
          Supplier<? extends Accumulation<InputT, ?, OutputT>> beyondMemory) {
    WindowingStrategy<?, W> windowing = grouping.windowing();
    TriggerTimes.objectionToGathering(windowing)
        .ifPresent(objection -> refuse(grouping.transform(), "end of its input", objection));
    Coder<WindowedValue<InputT>> elementCoder =
        WindowedValues.getFullCoder(inputCoder, windowing.getWindowFn().windowCoder());
    GatheringOperator.Reducers<K, InputT, OutputT> reducers =
        reducers(grouping, inputCoder, inMemory, beyondMemory);
    return context ->
        new GatheringOperator<>(
            grouping,
            store -> SpillableValues.in(store, grouping.transform(), elementCoder),
            reducers,
            context);
  }

  /** What makes panes of keys. */
  static <K extends @Nullable Object, InputT, OutputT, W extends BoundedWindow>
      GatheringOperator.Reducers<K, InputT, OutputT> reducers(
          Grouping<K, InputT, OutputT, W> grouping,
          Coder<InputT> inputCoder,
          Accumulation<InputT, ?, OutputT> inMemory,
          Supplier<? extends Accumulation<InputT, ?, OutputT>> beyondMemory) {
    WindowingStrategy<?, W> windowing = grouping.windowing();
    if (WindowEnds.fireOnce(windowing)) {
      return (output, stop) ->
          KeyReducer.bySize(
              new EndOfWindowReducer<>(windowing, inMemory, output, stop),
              new EndOfWindowReducer<>(windowing, beyondMemory.get(), output, stop));
    }
    return (output, stop) ->
        new GeneralReducer<>(
            new ReduceFactory<>(
                windowing, grouping.reduceFn(), output, grouping.services().options(), stop),
            new SpillableLists<>(grouping.transform(), inputCoder, grouping.services().spilling()));
  }

  public static <T> OperatorFactory view(ViewSpec<T> spec, JobServices services) {
    return view(spec, windowing(spec.windowing()), services);
  }

  private static <T, W extends BoundedWindow> OperatorFactory view(
      ViewSpec<T> spec, WindowingStrategy<?, W> windowing, JobServices services) {
    if (spec.strategy() == ViewStrategy.SPILLING) {
      return spilling(
          new SpillingGrouping<>(
              spec.transform(),
              VoidCoder.of(),
              windowing,
              SpillablePanes.factory(spec, services.spilling()),
              new Grouping.Values<>(),
              services));
    }
    SystemReduceFn<Void, T, Iterable<T>, Iterable<T>, W> buffering =
        SystemReduceFn.buffering(spec.elementCoder());
    return factory(
        new Grouping<>(
            spec.transform(),
            VoidCoder.of(),
            spec.elementCoder(),
            windowing,
            buffering,
            new Grouping.Values<>(),
            services));
  }

  /** The factory of the operator of a grouping. */
  public static <K extends @Nullable Object, InputT, OutputT, W extends BoundedWindow>
      OperatorFactory factory(Grouping<K, InputT, OutputT, W> grouping) {
    return context -> operator(grouping, context);
  }

  private static <K extends @Nullable Object, InputT, OutputT, W extends BoundedWindow>
      Operator operator(Grouping<K, InputT, OutputT, W> grouping, OperatorContext context) {
    HoldSet holds = new HoldSet();
    BeamStateInternals<K> states =
        BeamStateInternals.open(
            context.stores(),
            grouping.transform(),
            grouping.keyCoder(),
            grouping.windowing().getWindowFn().windowCoder(),
            new CountedHolds(holds));
    return new GroupingOperator<>(grouping, states, holds, context);
  }

  @SuppressWarnings("unchecked") // Any strategy is one of some kind of windows.
  private static WindowingStrategy<?, BoundedWindow> windowing(WindowingStrategy<?, ?> strategy) {
    return (WindowingStrategy<?, BoundedWindow>) strategy;
  }
}
