// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult.State;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.io.range.OffsetRange;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.DoFn.UnboundedPerElement;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One that waits for a message keeps no other waiting. */
@Timeout(120)
class WaitingSourcesTest {

  private static final int SPLITS = 4;
  private static final long MESSAGES = 50_000;

  private static CountDownLatch seen = new CountDownLatch(0);
  private static CountDownLatch waiting = new CountDownLatch(0);
  private static final AtomicBoolean INTERRUPTED = new AtomicBoolean();

  /** Queues of which the first has messages; a reader of another waits until all were seen. */
  static final class Queues extends UnboundedSource<Long, UnboundedSource.CheckpointMark> {

    private final int queue;

    Queues(int queue) {
      this.queue = queue;
    }

    @Override
    public List<Queues> split(int count, PipelineOptions options) {
      return IntStream.range(0, SPLITS).mapToObj(Queues::new).toList();
    }

    @Override
    public UnboundedReader<Long> createReader(
        PipelineOptions options, @Nullable CheckpointMark mark) {
      return new QueueReader(this);
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"}) // Nobody writes a mark yet.
    public Coder<CheckpointMark> getCheckpointMarkCoder() {
      return (Coder) SerializableCoder.of(String.class);
    }

    @Override
    public Coder<Long> getOutputCoder() {
      return VarLongCoder.of();
    }
  }

  static final class QueueReader extends UnboundedSource.UnboundedReader<Long> {

    private final Queues source;
    private long next = -1;

    QueueReader(Queues source) {
      this.source = source;
    }

    @Override
    public boolean start() {
      return advance();
    }

    @Override
    public boolean advance() {
      if (source.queue == 0 && next < MESSAGES - 1) {
        next++;
        return true;
      }
      waiting.countDown();
      try {
        seen.await();
      } catch (InterruptedException e) {
        INTERRUPTED.set(true);
        Thread.currentThread().interrupt();
      }
      next = MESSAGES;
      return false;
    }

    @Override
    public Long getCurrent() {
      return next;
    }

    @Override
    public Instant getCurrentTimestamp() {
      return Instant.ofEpochMilli(next);
    }

    @Override
    public Instant getWatermark() {
      return next == MESSAGES
          ? BoundedWindow.TIMESTAMP_MAX_VALUE
          : BoundedWindow.TIMESTAMP_MIN_VALUE;
    }

    @Override
    public UnboundedSource.CheckpointMark getCheckpointMark() {
      return UnboundedSource.CheckpointMark.NOOP_CHECKPOINT_MARK;
    }

    @Override
    public Queues getCurrentSource() {
      return source;
    }

    @Override
    public void close() {}
  }

  static final class See extends DoFn<Long, Void> {
    @ProcessElement
    public void process(@Element Long element) {
      seen.countDown();
    }
  }

  /** Is quick when it is first called with an element, and then waits until all of them wait. */
  @UnboundedPerElement
  static final class Poll extends DoFn<Long, Long> {
    @GetInitialRestriction
    public OffsetRange restriction() {
      return new OffsetRange(0, 2);
    }

    @ProcessElement
    public ProcessContinuation process(RestrictionTracker<OffsetRange, Long> tracker)
        throws InterruptedException {
      long next = tracker.currentRestriction().getFrom();
      if (!tracker.tryClaim(next)) {
        return ProcessContinuation.stop();
      }
      if (next == 0) {
        return ProcessContinuation.resume().withResumeDelay(Duration.millis(1));
      }
      waiting.countDown();
      waiting.await();
      return ProcessContinuation.stop();
    }
  }

  @Test
  void aSplitThatWaitsDoesNotStopTheOthersOfItsSubtask() {
    seen = new CountDownLatch((int) MESSAGES);
    Pipeline pipeline = pipeline();
    pipeline.apply(Read.from(new Queues(-1))).apply(ParDo.of(new See()));

    assertThat(pipeline.run().waitUntilFinish()).isEqualTo(State.DONE);
    assertThat(seen.getCount()).isZero();
  }

  @Test
  void aReaderThatWaitsIsInterruptedWhenTheJobIsCancelled() throws Exception {
    seen = new CountDownLatch(Integer.MAX_VALUE);
    waiting = new CountDownLatch(SPLITS);
    INTERRUPTED.set(false);
    Pipeline pipeline = pipeline("--blockOnRun=false");
    pipeline.apply(Read.from(new Queues(-1))).apply(ParDo.of(new See()));
    JoistPipelineResult result = (JoistPipelineResult) pipeline.run();
    waiting.await();

    result.cancel();

    assertThat(result.waitUntilFinish()).isEqualTo(State.CANCELLED);
    assertThat(INTERRUPTED).isTrue();
  }

  @Test
  void restsOfElementsThatAllWaitAreWorkedOnAtTheSameTime() {
    waiting = new CountDownLatch(SPLITS);
    Pipeline pipeline = pipeline();
    pipeline.apply(Create.of(1L, 2L, 3L, 4L)).apply(ParDo.of(new Poll()));

    assertThat(pipeline.run().waitUntilFinish()).isEqualTo(State.DONE);
    assertThat(waiting.getCount()).isZero();
  }

  private static Pipeline pipeline(String... more) {
    String[] options = Arrays.copyOf(more, more.length + 2);
    options[more.length] = "--runner=JoistRunner";
    options[more.length + 1] = "--parallelism=1";
    return Pipeline.create(PipelineOptionsFactory.fromArgs(options).create());
  }
}
