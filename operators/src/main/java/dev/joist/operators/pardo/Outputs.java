// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.pardo;

import dev.joist.execution.operator.OperatorContext;
import dev.joist.operators.invoke.CountedOutput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.metrics.MetricsContainer;
import org.apache.beam.sdk.util.WindowedValueMultiReceiver;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.WindowedValue;

/** The outputs of a ParDo by tag, with how many elements left by each. */
public final class Outputs implements WindowedValueMultiReceiver {

  private final TupleTag<?> mainTag;
  private final CountedOutput main;
  private final Map<TupleTag<?>, CountedOutput> others = new HashMap<>();
  private final List<CountedOutput> all = new ArrayList<>();

  public Outputs(String transform, List<ParDoSpec.Output> outputs, OperatorContext context) {
    for (int i = 0; i < outputs.size(); i++) {
      ParDoSpec.Output output = outputs.get(i);
      CountedOutput counted =
          new CountedOutput(transform, output.tag(), output.coder(), context.output(i));
      all.add(counted);
      if (i > 0) {
        others.put(output.tag(), counted);
      }
    }
    this.mainTag = outputs.get(0).tag();
    this.main = all.get(0);
  }

  /** All of them, the main one first. */
  public List<CountedOutput> all() {
    return List.copyOf(all);
  }

  /** How many elements left; for any thread, which may see it a moment late. */
  public long count() {
    long count = 0;
    for (CountedOutput output : all) {
      count += output.count();
    }
    return count;
  }

  @Override
  public <OutputT> void output(TupleTag<OutputT> tag, WindowedValue<OutputT> value) {
    if (mainTag.equals(tag)) {
      main.accept(value);
      return;
    }
    CountedOutput other = others.get(tag);
    if (other == null) {
      throw new IllegalArgumentException(
          "Unknown output tag %s; the outputs are %s and %s"
              .formatted(tag, mainTag, others.keySet()));
    }
    other.accept(value);
  }

  /**
   * Adds what was counted to the system's counters; once a bundle, not once an element. Throws what
   * failed behind one of them in this bundle, also if the function has caught it.
   */
  public void report(MetricsContainer container) {
    for (CountedOutput output : all) {
      output.report(container);
    }
  }
}
