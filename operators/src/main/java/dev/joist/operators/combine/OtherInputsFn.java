// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.combine;

import org.apache.beam.sdk.transforms.Combine.CombineFn;

/** A CombineFn with the accumulators and outputs of another one, and inputs of its own. */
abstract class OtherInputsFn<InputT, AccumT, OutputT> extends CombineFn<InputT, AccumT, OutputT> {

  private static final long serialVersionUID = 1L;

  private final CombineFn<?, AccumT, OutputT> fn;

  OtherInputsFn(CombineFn<?, AccumT, OutputT> fn) {
    this.fn = fn;
  }

  @Override
  public AccumT createAccumulator() {
    return fn.createAccumulator();
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
}
