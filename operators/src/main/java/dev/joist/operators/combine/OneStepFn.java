// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.combine;

import org.apache.beam.sdk.coders.CannotProvideCoderException;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.transforms.Combine.CombineFn;

/**
 * What two functions do that combine in two steps with the same accumulators: the first makes them
 * of inputs, the second makes outputs of them.
 */
public final class OneStepFn<InputT, AccumT, OutputT> extends CombineFn<InputT, AccumT, OutputT> {

  private static final long serialVersionUID = 1L;

  private final CombineFn<InputT, AccumT, ?> first;
  private final CombineFn<?, AccumT, OutputT> second;

  public OneStepFn(CombineFn<InputT, AccumT, ?> first, CombineFn<?, AccumT, OutputT> second) {
    this.first = first;
    this.second = second;
  }

  @Override
  public AccumT createAccumulator() {
    return first.createAccumulator();
  }

  @Override
  public AccumT addInput(AccumT accumulator, InputT input) {
    return first.addInput(accumulator, input);
  }

  @Override
  public AccumT mergeAccumulators(Iterable<AccumT> accumulators) {
    return first.mergeAccumulators(accumulators);
  }

  @Override
  public AccumT compact(AccumT accumulator) {
    return first.compact(accumulator);
  }

  @Override
  public OutputT extractOutput(AccumT accumulator) {
    return second.extractOutput(accumulator);
  }

  @Override
  public Coder<AccumT> getAccumulatorCoder(CoderRegistry registry, Coder<InputT> inputCoder)
      throws CannotProvideCoderException {
    return first.getAccumulatorCoder(registry, inputCoder);
  }
}
