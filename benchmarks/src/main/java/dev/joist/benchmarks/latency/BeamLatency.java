// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.latency;

import dev.joist.benchmarks.child.Facts;
import dev.joist.benchmarks.child.FirstElement;
import dev.joist.benchmarks.schedule.ScheduledSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.SlidingWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Duration;

/**
 * Counts events by key in sliding windows, as a Beam pipeline. Arguments: the file for its facts,
 * those of {@link LatencySettings}, then options of the pipeline.
 */
public final class BeamLatency {

  private BeamLatency() {}

  public static void main(String[] args) throws IOException {
    List<String> arguments = List.of(args);
    LatencySettings settings = LatencySettings.parse(arguments.subList(1, arguments.size()));
    List<String> options = arguments.subList(1 + LatencySettings.ARGUMENTS, arguments.size());
    Pipeline pipeline =
        Pipeline.create(PipelineOptionsFactory.fromArgs(options.toArray(String[]::new)).create());
    pipeline
        .apply(Read.from(ScheduledSource.of(settings.schedule())))
        .apply(
            Window.into(
                SlidingWindows.of(Duration.standardSeconds(LatencySettings.WINDOW_SECONDS))
                    .every(Duration.standardSeconds(LatencySettings.PERIOD_SECONDS))))
        .apply(Count.perElement())
        .apply(ParDo.of(new RecordResult(settings)));
    PipelineResult.State state = pipeline.run().waitUntilFinish();
    if (state != PipelineResult.State.DONE) {
      throw new IllegalStateException("the pipeline ended as %s, not as DONE".formatted(state));
    }
    Map<String, Long> facts = new TreeMap<>(FirstElement.facts());
    facts.putAll(LatencyRecord.ofThisProcess().facts());
    new Facts(facts).write(Path.of(args[0]));
  }

  private static final class RecordResult extends DoFn<KV<Long, Long>, Void> {

    private final LatencySettings settings;

    RecordResult(LatencySettings settings) {
      this.settings = settings;
    }

    @ProcessElement
    public void process(@Element KV<Long, Long> counted, BoundedWindow window) {
      LatencyRecord.ofThisProcess()
          .add(
              settings,
              window.maxTimestamp().getMillis() + 1,
              counted.getKey(),
              counted.getValue());
    }
  }
}
