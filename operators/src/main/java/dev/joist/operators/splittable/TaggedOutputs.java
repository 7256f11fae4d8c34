// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.splittable;

import dev.joist.operators.pardo.ParDoSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.util.WindowedValueMultiReceiver;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.WindowedValue;

/**
 * Where a function emits to.
 *
 * @param mainTag tag of the main output
 * @param coders coder of each output
 * @param receiver takes what is emitted
 */
record TaggedOutputs<OutputT>(
    TupleTag<OutputT> mainTag,
    Map<TupleTag<?>, Coder<?>> coders,
    WindowedValueMultiReceiver receiver) {

  @SuppressWarnings("unchecked") // The first output is the main one, of the function's type.
  static <OutputT> TaggedOutputs<OutputT> of(
      List<ParDoSpec.Output> outputs, WindowedValueMultiReceiver receiver) {
    Map<TupleTag<?>, Coder<?>> coders = new HashMap<>();
    outputs.forEach(output -> coders.put(output.tag(), output.coder()));
    return new TaggedOutputs<>((TupleTag<OutputT>) outputs.get(0).tag(), coders, receiver);
  }

  <T> void output(TupleTag<T> tag, WindowedValue<T> value) {
    receiver.output(tag, value);
  }
}
