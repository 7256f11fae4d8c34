// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult.State;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.io.range.OffsetRange;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.DoFn.UnboundedPerElement;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.PCollection;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Jobs that would not end by themselves, and are drained. */
@Timeout(120)
class DrainTest {

  private static final Queue<Long> SEEN = new ConcurrentLinkedQueue<>();
  private static final Queue<Long> COUNTS = new ConcurrentLinkedQueue<>();
  private static CountDownLatch flowing = new CountDownLatch(0);

  /** Notes what comes by. */
  static final class See extends DoFn<Long, Long> {
    @ProcessElement
    public void process(@Element Long element, OutputReceiver<Long> out) {
      SEEN.add(element);
      flowing.countDown();
      out.output(element);
    }
  }

  static final class NoteCount extends DoFn<Long, Void> {
    @ProcessElement
    public void process(@Element Long count) {
      COUNTS.add(count);
    }
  }

  /** Counts on for ever; when it is drained, exactly one more number. */
  @UnboundedPerElement
  static final class Endless extends DoFn<Long, Long> {
    @GetInitialRestriction
    public OffsetRange restriction(@Element Long from) {
      return new OffsetRange(from, Long.MAX_VALUE);
    }

    @TruncateRestriction
    @SuppressWarnings("unchecked") // Beam makes the result without its type.
    public RestrictionTracker.TruncateResult<OffsetRange> truncate(
        @Restriction OffsetRange restriction) {
      return RestrictionTracker.TruncateResult.of(
          new OffsetRange(restriction.getFrom(), restriction.getFrom() + 1));
    }

    @ProcessElement
    public ProcessContinuation process(
        RestrictionTracker<OffsetRange, Long> tracker, OutputReceiver<Long> out) {
      for (long next = tracker.currentRestriction().getFrom(); tracker.tryClaim(next); next++) {
        out.output(next);
        if (next % 10 == 9) {
          return ProcessContinuation.resume().withResumeDelay(Duration.millis(1));
        }
      }
      return ProcessContinuation.stop();
    }
  }

  private static Pipeline pipeline() {
    SEEN.clear();
    COUNTS.clear();
    flowing = new CountDownLatch(30);
    PipelineOptions options =
        PipelineOptionsFactory.fromArgs(
                "--runner=JoistRunner", "--parallelism=2", "--blockOnRun=false")
            .create();
    return Pipeline.create(options);
  }

  /** Counts all in one window that is far from its end. */
  private static State drainOnceItFlows(PCollection<Long> numbers) throws InterruptedException {
    numbers
        .apply("See", ParDo.of(new See()))
        .apply("Window", Window.into(FixedWindows.of(Duration.standardDays(365_000))))
        .apply("Count", Combine.globally(Count.<Long>combineFn()).withoutDefaults())
        .apply("Note", ParDo.of(new NoteCount()));
    JoistPipelineResult result = (JoistPipelineResult) numbers.getPipeline().run();
    flowing.await();

    assertThat(result.drain()).isIn(State.RUNNING, State.DONE);
    State end = result.waitUntilFinish();
    assertThat(result.drain()).as("drained again").isEqualTo(end);
    return end;
  }

  @Test
  void anUnboundedSourceStopsAndItsWindowsClose() throws Exception {
    PCollection<Long> numbers =
        pipeline()
            .apply(
                GenerateSequence.from(0)
                    .withRate(1, Duration.millis(1))
                    .withTimestampFn(Instant::ofEpochMilli));

    assertThat(drainOnceItFlows(numbers)).isEqualTo(State.DONE);
    assertThat(SEEN).doesNotHaveDuplicates();
    assertThat(COUNTS).containsExactly((long) SEEN.size());
  }

  @Test
  void aSplittableFunctionStopsWhereItTruncates() throws Exception {
    PCollection<Long> numbers =
        pipeline().apply(Create.of(0L)).apply("Endless", ParDo.of(new Endless()));

    assertThat(drainOnceItFlows(numbers)).isEqualTo(State.DONE);
    assertThat(SEEN).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(31);
    assertThat(SEEN.size() % 10).as("one more than whole tens").isEqualTo(1);
    assertThat(COUNTS).containsExactly((long) SEEN.size());
  }
}
