// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.KV;
import org.junit.jupiter.api.Test;

/** Tests of pipelines as {@code docs/guide.md} has users write them. */
class GuideTest {

  @Test
  void anAssertionThatHoldsPasses() {
    TestPipeline pipeline = pipeline();
    PAssert.that(pipeline.apply(Create.of("a", "b", "a")).apply(Count.perElement()))
        .containsInAnyOrder(List.of(KV.of("a", 2L), KV.of("b", 1L)));

    assertThat(pipeline.run().waitUntilFinish()).isEqualTo(PipelineResult.State.DONE);
  }

  @Test
  void anAssertionThatFailsIsThrownAsItIs() {
    TestPipeline pipeline = pipeline();
    PAssert.that(pipeline.apply(Create.of("a", "b", "a")).apply(Count.perElement()))
        .containsInAnyOrder(List.of(KV.of("a", 3L), KV.of("b", 1L)));

    assertThatThrownBy(pipeline::run)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("KV{a, 3}");
  }

  private static TestPipeline pipeline() {
    PipelineOptions options = PipelineOptionsFactory.fromArgs("--runner=TestJoistRunner").create();
    TestPipeline pipeline = TestPipeline.fromOptions(options);
    pipeline.enableAbandonedNodeEnforcement(false);
    return pipeline;
  }
}
