// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.combine;

import java.util.Arrays;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.transforms.Combine.CombineFn;

/** A CombineFn whose inputs are accumulators of another one. */
final class MergingFn<AccumT, OutputT> extends CombineFn<AccumT, AccumT, OutputT> {

  private static final long serialVersionUID = 1L;

  private final CombineFn<?, AccumT, OutputT> fn;

  MergingFn(CombineFn<?, AccumT, OutputT> fn) {
    this.fn = fn;
  }

  @Override
  public AccumT createAccumulator() {
    return fn.createAccumulator();
  }

  @Override
  public AccumT addInput(AccumT accumulator, AccumT input) {
    return fn.mergeAccumulators(Arrays.asList(accumulator, input));
  }

  @Override
  public AccumT mergeAccumulators(Iterable<AccumT> accumulators) {
    return fn.mergeAccumulators(accumulators);
  }

  @Override
  public AccumT compact(AccumT accumulator) {
    return fn.compact(accumulator);
  }

  @Override
  public OutputT extractOutput(AccumT accumulator) {
    return fn.extractOutput(accumulator);
  }

  @Override
  public Coder<AccumT> getAccumulatorCoder(CoderRegistry registry, Coder<AccumT> inputCoder) {
    return inputCoder;
  }
}
