// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.combine;

import dev.joist.operators.group.Accumulation;
import java.util.function.UnaryOperator;
import org.apache.beam.sdk.transforms.Combine.CombineFn;

/**
 * The accumulators of a function.
 *
 * @param copying of an input, for another window to have it as its own
 */
record Combining<InputT, AccumT, OutputT>(
    CombineFn<InputT, AccumT, OutputT> fn, UnaryOperator<InputT> copying)
    implements Accumulation<InputT, AccumT, OutputT> {

  @Override
  public AccumT create() {
    return fn.createAccumulator();
  }

  @Override
  public AccumT add(AccumT accumulator, InputT value) {
    return fn.addInput(accumulator, value);
  }

  @Override
  public OutputT result(AccumT accumulator) {
    return fn.extractOutput(accumulator);
  }

  @Override
  public InputT copy(InputT value) {
    return copying.apply(value);
  }
}
