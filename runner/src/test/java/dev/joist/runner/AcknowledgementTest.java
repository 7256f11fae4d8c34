// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult.State;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.DoFn.BundleFinalizer;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sources and functions hear that something is done with when it was worked on, and not before. */
@Timeout(120)
class AcknowledgementTest {

  private static final long COUNT = 2_000;
  private static final long NONE = -1;

  /** What a sink has written. */
  private static final Set<Long> WRITTEN = ConcurrentHashMap.newKeySet();

  /** What was written when a function upstream heard that its bundle is committed. */
  private static final List<Boolean> WRITTEN_WHEN_TOLD = new ArrayList<>();

  /** Writes what it has got at the end of each bundle, and fails at one element. */
  static final class Write extends DoFn<Long, Void> {

    private final long failsAt;
    private final List<Long> ofBundle = new ArrayList<>();

    Write(long failsAt) {
      this.failsAt = failsAt;
    }

    @ProcessElement
    public void process(@Element Long element) {
      if (element == failsAt) {
        throw new IllegalStateException("cannot write " + element);
      }
      ofBundle.add(element);
    }

    @FinishBundle
    public void finishBundle() {
      WRITTEN.addAll(ofBundle);
      ofBundle.clear();
    }
  }

  /** Asks to be told when its bundle is committed. */
  static final class Ask extends DoFn<Long, Long> {
    @ProcessElement
    public void process(
        @Element Long element, OutputReceiver<Long> out, BundleFinalizer finalizer) {
      out.output(element);
      finalizer.afterBundleCommit(
          BoundedWindow.TIMESTAMP_MAX_VALUE,
          () -> {
            synchronized (WRITTEN_WHEN_TOLD) {
              WRITTEN_WHEN_TOLD.add(WRITTEN.contains(element));
            }
          });
    }
  }

  @BeforeEach
  void clear() {
    WRITTEN.clear();
    WRITTEN_WHEN_TOLD.clear();
    AcknowledgedMessages.ACKNOWLEDGED.clear();
  }

  @Test
  void aFailedJobHasAcknowledgedNothingThatWasNotWritten() {
    Pipeline pipeline = pipeline();
    pipeline
        .apply(Read.from(AcknowledgedMessages.below(COUNT)))
        .apply(Reshuffle.viaRandomKey())
        .apply(ParDo.of(new Write(COUNT / 2)));

    assertThatThrownBy(() -> pipeline.run().waitUntilFinish())
        .hasRootCauseMessage("cannot write " + COUNT / 2);
    assertThat(WRITTEN).containsAll(AcknowledgedMessages.ACKNOWLEDGED);
  }

  @Test
  void everythingIsAcknowledgedWhenTheJobIsDone() {
    Pipeline pipeline = pipeline();
    pipeline
        .apply(Read.from(AcknowledgedMessages.below(COUNT)))
        .apply(Reshuffle.viaRandomKey())
        .apply(ParDo.of(new Write(NONE)));

    assertThat(pipeline.run().waitUntilFinish()).isEqualTo(State.DONE);
    assertThat(AcknowledgedMessages.ACKNOWLEDGED)
        .containsExactlyInAnyOrderElementsOf(LongStream.range(0, COUNT).boxed().toList());
  }

  @Test
  void aFunctionHearsThatItsBundleIsCommittedWhenWhatItEmittedIsWritten() {
    Pipeline pipeline = pipeline();
    pipeline
        .apply(Create.of(1L, 2L, 3L, 4L, 5L))
        .apply(ParDo.of(new Ask()))
        .apply(Reshuffle.viaRandomKey())
        .apply(ParDo.of(new Write(NONE)));

    assertThat(pipeline.run().waitUntilFinish()).isEqualTo(State.DONE);
    assertThat(WRITTEN_WHEN_TOLD).hasSize(5).containsOnly(true);
  }

  private static Pipeline pipeline() {
    return Pipeline.create(
        PipelineOptionsFactory.fromArgs("--runner=JoistRunner", "--parallelism=3").create());
  }
}
