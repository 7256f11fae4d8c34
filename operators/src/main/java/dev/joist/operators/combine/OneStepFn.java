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
public final class OneStepFn<InputT, AccumT, OutputT>
    extends OtherInputsFn<InputT, AccumT, OutputT> {

  private static final long serialVersionUID = 1L;

  private final CombineFn<InputT, AccumT, ?> first;

  public OneStepFn(CombineFn<InputT, AccumT, ?> first, CombineFn<?, AccumT, OutputT> second) {
    super(second);
    this.first = first;
  }

  @Override
  public AccumT addInput(AccumT accumulator, InputT input) {
    return first.addInput(accumulator, input);
  }

  @Override
  public Coder<AccumT> getAccumulatorCoder(CoderRegistry registry, Coder<InputT> inputCoder)
      throws CannotProvideCoderException {
    return first.getAccumulatorCoder(registry, inputCoder);
  }
}
