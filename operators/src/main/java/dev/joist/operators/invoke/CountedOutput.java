// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.invoke;

import dev.joist.execution.operator.Receiver;
import java.util.Map;
import org.apache.beam.runners.core.metrics.MonitoringInfoConstants;
import org.apache.beam.runners.core.metrics.MonitoringInfoMetricName;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.metrics.MetricName;
import org.apache.beam.sdk.metrics.MetricsContainer;
import org.apache.beam.sdk.values.TupleTag;

/** Where the elements of one tag go, and how many went there since the last report. */
public final class CountedOutput {

  private final TupleTag<?> tag;
  private final Coder<?> coder;
  private final MetricName elementCount;
  private final FailureBehind behind;
  private long unreported;
  private long reported;

  /**
   * An output.
   *
   * @param transform full name of the transform whose output it is
   * @param coder coder of its elements
   */
  public CountedOutput(String transform, TupleTag<?> tag, Coder<?> coder, Receiver receiver) {
    this.tag = tag;
    this.coder = coder;
    this.behind = new FailureBehind(receiver);
    this.elementCount =
        MonitoringInfoMetricName.named(
            MonitoringInfoConstants.Urns.ELEMENT_COUNT,
            Map.of(MonitoringInfoConstants.Labels.PCOLLECTION, transform + "." + tag.getId()));
  }

  public TupleTag<?> tag() {
    return tag;
  }

  public Coder<?> coder() {
    return coder;
  }

  /** How many elements went there; for any thread, which may see it a moment late. */
  public long count() {
    return reported + unreported;
  }

  /** Hands {@code element} on. */
  public void accept(Object element) {
    unreported++;
    behind.accept(element);
  }

  /**
   * Adds what was counted to the system's counter; once a bundle, not once an element. Throws what
   * failed behind the output in this bundle, also if the function that emitted has caught it.
   */
  public void report(MetricsContainer container) {
    behind.rethrow();
    if (unreported > 0) {
      container.getCounter(elementCount).inc(unreported);
      reported += unreported;
      unreported = 0;
    }
  }
}
