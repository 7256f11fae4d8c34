// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.combine;

import java.util.Arrays;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.transforms.Combine.CombineFn;

/** A CombineFn whose inputs are accumulators of another one. */
final class MergingFn<AccumT, OutputT> extends OtherInputsFn<AccumT, AccumT, OutputT> {

  private static final long serialVersionUID = 1L;

  MergingFn(CombineFn<?, AccumT, OutputT> fn) {
    super(fn);
  }

  @Override
  public AccumT addInput(AccumT accumulator, AccumT input) {
    return mergeAccumulators(Arrays.asList(accumulator, input));
  }

  @Override
  public Coder<AccumT> getAccumulatorCoder(CoderRegistry registry, Coder<AccumT> inputCoder) {
    return inputCoder;
  }
}
