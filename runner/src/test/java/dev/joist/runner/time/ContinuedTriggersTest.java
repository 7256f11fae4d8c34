// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.time;

import dev.joist.runner.JoistRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.options.StreamingOptions;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.transforms.windowing.AfterProcessingTime;
import org.apache.beam.sdk.transforms.windowing.Repeatedly;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.PCollection;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Groupings behind groupings whose trigger waits for processing time. */
@Timeout(120)
class ContinuedTriggersTest {

  private static final Duration MINUTE = Duration.standardMinutes(1);

  @Test
  void eachFiresAsSoonAsTheClockIsPastTheFiringOfTheOneBefore() {
    Pipeline pipeline = pipeline();
    PCollection<Integer> sums =
        pipeline
            .apply(
                TestStream.create(VarIntCoder.of())
                    .addElements(1, 2)
                    .advanceProcessingTime(MINUTE.plus(Duration.millis(1)))
                    .advanceProcessingTime(Duration.millis(1))
                    .advanceProcessingTime(Duration.millis(1))
                    .addElements(4)
                    .advanceProcessingTime(MINUTE.plus(Duration.millis(1)))
                    .advanceProcessingTime(Duration.millis(1))
                    .advanceProcessingTime(Duration.millis(1))
                    .advanceWatermarkToInfinity())
            .apply(
                Window.<Integer>configure()
                    .triggering(
                        Repeatedly.forever(
                            AfterProcessingTime.pastFirstElementInPane().plusDelayOf(MINUTE)))
                    .discardingFiredPanes()
                    .withAllowedLateness(Duration.ZERO))
            .apply("First", Sum.integersGlobally().withoutDefaults())
            .apply("Second", Sum.integersGlobally().withoutDefaults())
            .apply("Third", Sum.integersGlobally().withoutDefaults());

    PAssert.that(sums).inEarlyGlobalWindowPanes().containsInAnyOrder(3, 4);
    pipeline.run().waitUntilFinish();
  }

  private static Pipeline pipeline() {
    PipelineOptions options = PipelineOptionsFactory.create();
    options.setRunner(JoistRunner.class);
    options.as(StreamingOptions.class).setStreaming(true);
    return Pipeline.create(options);
  }
}
