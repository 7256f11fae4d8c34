// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.pardo;

import dev.joist.execution.operator.OperatorContext;
import dev.joist.execution.operator.Receiver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.runners.core.metrics.MonitoringInfoConstants;
import org.apache.beam.runners.core.metrics.MonitoringInfoMetricName;
import org.apache.beam.sdk.metrics.MetricName;
import org.apache.beam.sdk.metrics.MetricsContainer;
import org.apache.beam.sdk.util.WindowedValueMultiReceiver;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.WindowedValue;

/** The outputs of a ParDo by tag, with how many elements left by each. */
public final class Outputs implements WindowedValueMultiReceiver {

  private final TupleTag<?> mainTag;
  private final Output main;
  private final Map<TupleTag<?>, Output> others = new HashMap<>();
  private final List<Output> all = new ArrayList<>();

  /** Where elements of one tag go; what was counted since the last report. */
  private static final class Output {
    private final Receiver receiver;
    private final MetricName elementCount;
    private long unreported;

    Output(Receiver receiver, MetricName elementCount) {
      this.receiver = receiver;
      this.elementCount = elementCount;
    }

    void accept(Object element) {
      unreported++;
      receiver.accept(element);
    }
  }

  public Outputs(String transform, List<ParDoSpec.Output> outputs, OperatorContext context) {
    for (int i = 0; i < outputs.size(); i++) {
      TupleTag<?> tag = outputs.get(i).tag();
      Output output = new Output(context.output(i), elementCount(transform, tag));
      all.add(output);
      if (i > 0) {
        others.put(tag, output);
      }
    }
    this.mainTag = outputs.get(0).tag();
    this.main = all.get(0);
  }

  private static MetricName elementCount(String transform, TupleTag<?> tag) {
    return MonitoringInfoMetricName.named(
        MonitoringInfoConstants.Urns.ELEMENT_COUNT,
        Map.of(MonitoringInfoConstants.Labels.PCOLLECTION, transform + "." + tag.getId()));
  }

  @Override
  public <OutputT> void output(TupleTag<OutputT> tag, WindowedValue<OutputT> value) {
    if (mainTag.equals(tag)) {
      main.accept(value);
      return;
    }
    Output other = others.get(tag);
    if (other == null) {
      throw new IllegalArgumentException(
          "Unknown output tag %s; the outputs are %s and %s"
              .formatted(tag, mainTag, others.keySet()));
    }
    other.accept(value);
  }

  /** Adds what was counted to the system's counters; once a bundle, not once an element. */
  public void report(MetricsContainer container) {
    for (Output output : all) {
      if (output.unreported > 0) {
        container.getCounter(output.elementCount).inc(output.unreported);
        output.unreported = 0;
      }
    }
  }
}
