// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.curves;

import dev.joist.benchmarks.child.Facts;
import dev.joist.benchmarks.child.FirstElement;
import dev.joist.benchmarks.schedule.Schedule;
import dev.joist.benchmarks.schedule.ScheduledSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.windowing.SlidingWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Duration;

/**
 * Runs a {@link Load} in streaming and fails unless its results are right. Arguments: the file for
 * its facts, the number of events, those of the load, then options of the pipeline.
 */
public final class LoadProgram {

  private static final long EVENTS_PER_TIME_SECOND = 100_000;
  private static final int EVENTS = 1;
  private static final int LOAD = 2;

  private LoadProgram() {}

  public static void main(String[] args) throws IOException {
    List<String> arguments = List.of(args);
    long events = Long.parseLong(args[EVENTS]);
    Load load = Load.parse(arguments.subList(LOAD, args.length));
    List<String> options = arguments.subList(LOAD + Load.ARGUMENTS, args.length);
    Schedule schedule = schedule(load, events);
    Pipeline pipeline =
        Pipeline.create(PipelineOptionsFactory.fromArgs(options.toArray(String[]::new)).create());
    expand(load, pipeline.apply(Read.from(ScheduledSource.of(schedule))));
    PipelineResult.State state = pipeline.run().waitUntilFinish();
    if (state != PipelineResult.State.DONE) {
      throw new IllegalStateException("the pipeline ended as %s, not as DONE".formatted(state));
    }
    Facts facts = new Facts(FirstElement.facts());
    Checksum.ofThisProcess().requireEqualTo(Checksum.expected(load, schedule));
    facts.write(Path.of(args[0]));
  }

  /** The events of {@code load}, the same ones each time. */
  static Schedule schedule(Load load, long events) {
    return Schedule.atOnce(EVENTS_PER_TIME_SECOND, events, load.keys());
  }

  private static void expand(Load load, PCollection<Long> keys) {
    switch (load.shape()) {
      case COUNT ->
          keys.apply(
                  Window.into(
                      SlidingWindows.of(Duration.standardSeconds(Load.WINDOW_SECONDS))
                          .every(Duration.standardSeconds(load.periodSeconds()))))
              .apply(Count.perElement())
              .apply(ParDo.of(new Checksum.AddCount()));
      case STATE ->
          keys.apply(WithKeys.of((Long key) -> key).withKeyType(TypeDescriptors.longs()))
              .apply(ParDo.of(new Checksum.CountInState()));
    }
  }
}
