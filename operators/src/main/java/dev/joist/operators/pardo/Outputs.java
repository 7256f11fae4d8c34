// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.pardo;

import dev.joist.execution.operator.OperatorContext;
import dev.joist.execution.operator.Receiver;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.util.WindowedValueMultiReceiver;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.WindowedValue;

/** The outputs of a ParDo by tag. */
public final class Outputs implements WindowedValueMultiReceiver {

  private final TupleTag<?> mainTag;
  private final Receiver main;
  private final Map<TupleTag<?>, Receiver> others = new HashMap<>();

  public Outputs(List<ParDoSpec.Output> outputs, OperatorContext context) {
    this.mainTag = outputs.get(0).tag();
    this.main = context.output(0);
    for (int i = 1; i < outputs.size(); i++) {
      others.put(outputs.get(i).tag(), context.output(i));
    }
  }

  @Override
  public <OutputT> void output(TupleTag<OutputT> tag, WindowedValue<OutputT> value) {
    if (mainTag.equals(tag)) {
      main.accept(value);
      return;
    }
    Receiver other = others.get(tag);
    if (other == null) {
      throw new IllegalArgumentException(
          "Unknown output tag %s; the outputs are %s and %s"
              .formatted(tag, mainTag, others.keySet()));
    }
    other.accept(value);
  }
}
