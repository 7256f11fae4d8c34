// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.state;

import dev.joist.state.Codec;
import dev.joist.state.ValueCell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.apache.beam.runners.core.StateNamespace;
import org.apache.beam.sdk.state.CombiningState;
import org.apache.beam.sdk.state.StateContext;
import org.apache.beam.sdk.transforms.Combine.CombineFn;
import org.jspecify.annotations.Nullable;

/**
 * A live accumulator, which inputs are added to in place.
 *
 * <p>A combining function may change and return the first accumulator of a merge, and only that: so
 * it is never one that somebody else can see, and nothing that is handed out is the live one.
 */
final class BeamCombining<InputT, AccumT, OutputT> extends BeamCell
    implements CombiningState<InputT, AccumT, OutputT> {

  private final Parts<InputT, AccumT, OutputT> parts;
  private @Nullable StateContext<?> context;
  private @Nullable CombineFn<InputT, AccumT, OutputT> function;

  /**
   * What a combining cell is made of.
   *
   * @param cell where the accumulator lives
   * @param codec codec of the accumulator
   * @param binder the combining function in a context
   */
  record Parts<InputT, AccumT, OutputT>(
      ValueCell<AccumT> cell,
      Codec<AccumT> codec,
      Function<StateContext<?>, CombineFn<InputT, AccumT, OutputT>> binder) {}

  BeamCombining(Parts<InputT, AccumT, OutputT> parts, StateNamespace namespace) {
    super(parts.cell(), namespace);
    this.parts = parts;
  }

  @Override
  BeamCombining<InputT, AccumT, OutputT> at(StateNamespace otherNamespace) {
    return new BeamCombining<>(parts, otherNamespace);
  }

  @Override
  BeamCombining<InputT, AccumT, OutputT> in(StateContext<?> newContext) {
    if (newContext != context || function == null) {
      context = newContext;
      function = parts.binder().apply(newContext);
    }
    return this;
  }

  @Override
  boolean isCleared() {
    return parts.cell().isEmpty(namespace());
  }

  @Override
  public void add(InputT input) {
    boolean empty = isCleared();
    AccumT live = empty ? function().createAccumulator() : parts.cell().update(namespace());
    AccumT sum = function().addInput(live, input);
    if (empty || sum != live) {
      parts.cell().write(namespace(), sum);
    }
  }

  @Override
  public void addAccum(AccumT accumulator) {
    boolean empty = isCleared();
    AccumT live = empty ? function().createAccumulator() : parts.cell().update(namespace());
    AccumT sum = function().mergeAccumulators(Arrays.asList(live, accumulator));
    parts.cell().write(namespace(), sum == accumulator ? parts.codec().copy(sum) : sum);
  }

  @Override
  public OutputT read() {
    CombineFn<InputT, AccumT, OutputT> fn = function();
    if (isCleared()) {
      return fn.extractOutput(fn.createAccumulator());
    }
    AccumT live = live();
    if (parts.codec().isImmutable()) {
      return fn.extractOutput(live);
    }
    AccumT merged = fn.mergeAccumulators(Arrays.asList(fn.createAccumulator(), live));
    return fn.extractOutput(merged == live ? parts.codec().copy(live) : merged);
  }

  @Override
  public AccumT getAccum() {
    return isCleared() ? function().createAccumulator() : parts.codec().copy(live());
  }

  @Override
  public AccumT mergeAccumulators(Iterable<AccumT> accumulators) {
    List<AccumT> all = new ArrayList<>();
    all.add(function().createAccumulator());
    accumulators.forEach(all::add);
    return function().mergeAccumulators(all);
  }

  @Override
  public void clear() {
    parts.cell().clear(namespace());
  }

  @Override
  public BeamCombining<InputT, AccumT, OutputT> readLater() {
    return this;
  }

  /** The accumulator that is there, to look at. */
  @SuppressWarnings("NullAway") // null only if the combining function makes null accumulators
  private AccumT live() {
    return parts.cell().read(namespace());
  }

  private CombineFn<InputT, AccumT, OutputT> function() {
    if (function == null) {
      throw new IllegalStateException("%s was used outside of a context".formatted(this));
    }
    return function;
  }
}
