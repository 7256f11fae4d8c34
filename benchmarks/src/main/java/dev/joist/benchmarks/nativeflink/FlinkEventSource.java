// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.nativeflink;

import dev.joist.benchmarks.child.FirstElement;
import java.util.List;
import org.apache.beam.sdk.nexmark.model.Event;
import org.apache.beam.sdk.nexmark.sources.generator.Generator;
import org.apache.beam.sdk.nexmark.sources.generator.GeneratorConfig;
import org.apache.flink.streaming.api.functions.source.RichParallelSourceFunction;
import org.apache.flink.streaming.api.watermark.Watermark;

/** The same events as {@link EventSource}, for Flink, with a watermark every so many. */
@SuppressWarnings("deprecation") // simpler than a Source, and as fast
final class FlinkEventSource extends RichParallelSourceFunction<Event> {

  private static final int EVENTS_PER_WATERMARK = 1_000;

  private final List<GeneratorConfig> configs;
  private volatile boolean cancelled;

  /**
   * @param configs the events of each subtask
   */
  FlinkEventSource(List<GeneratorConfig> configs) {
    this.configs = configs;
  }

  @Override
  public void run(SourceContext<Event> context) {
    FirstElement.note();
    Generator generator = new Generator(configs.get(getRuntimeContext().getIndexOfThisSubtask()));
    for (int sinceWatermark = 1; generator.hasNext() && !cancelled; sinceWatermark++) {
      Generator.NextEvent next = generator.nextEvent();
      context.collectWithTimestamp(next.event, next.eventTimestamp);
      if (sinceWatermark == EVENTS_PER_WATERMARK) {
        context.emitWatermark(new Watermark(next.watermark - 1));
        sinceWatermark = 0;
      }
    }
  }

  @Override
  public void cancel() {
    cancelled = true;
  }
}
