// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.joist.translation.Functions.ReadView;
import dev.joist.translation.Plans;
import dev.joist.translation.TestPipelines;
import org.apache.beam.model.pipeline.v1.RunnerApi;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionView;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Plans for programs, and that each text depends on the pipeline alone. */
class ExplanationTest {

  @Test
  void jsonHasAllPlansAndWhatEachPassDid() throws Exception {
    String json = TestPipelines.plan(sums()).explain(Plans.Format.JSON);

    JsonNode plans = new ObjectMapper().readTree(json);

    assertThat(plans.at("/logical/nodes").findValuesAsText("name"))
        .containsExactly(
            "Pairs/Impulse",
            "Pairs/MapElements/Map/ParMultiDo(Anonymous)",
            "Win\"dow/Window.Assign",
            "Sum");
    assertThat(plans.at("/optimized/nodes").findValuesAsText("kind"))
        .containsExactly("Impulse", "ParDo", "AssignWindows", "PartialCombine", "FinalCombine");
    assertThat(plans.at("/passes/5/notes/0").asText())
        .isEqualTo("lifted Sum: part of it runs before the exchange");
    assertThat(plans.at("/logical/collections/3/coder").asText())
        .isEqualTo("KvCoder(StringUtf8Coder, VarLongCoder)");
    assertThat(plans.at("/logical/collections/3/windowing").asText())
        .isEqualTo("fixed windows of 5 min, late by 1 h");
    assertThat(plans.at("/physical/stages/1/parallelism").asInt()).isEqualTo(2);
    assertThat(plans.at("/physical/stages/1/arrivals/0/partitioning").asText()).isEqualTo("by key");
  }

  @Test
  void dotDrawsStagesAsClusters() {
    String dot = TestPipelines.plan(sums()).explain(Plans.Format.DOT);

    assertThat(dot).startsWith("digraph joist {\n").endsWith("}\n");
    assertThat(dot)
        .contains(
            "    subgraph cluster_stage1 {\n      label=\"stage 1, 2 subtasks\"; style=rounded;")
        .contains("[label=\"AssignWindows\\nWin\\\"dow/Window.Assign\"]")
        .contains("operator3 -> operator4 [label=\"by key, StringUtf8Coder\"];");
  }

  @Test
  void eachFormatTellsAfterWhichStagesASourceStarts() throws Exception {
    Pipeline pipeline = TestPipelines.create();
    PCollectionView<Iterable<String>> view =
        TestPipelines.strings(pipeline, "Side").apply("AsIterable", View.asIterable());
    TestPipelines.impulses(pipeline, "Main")
        .apply("Reader", ParDo.of(new ReadView<String>(view)).withSideInputs(view));
    Plans plans = TestPipelines.plan(pipeline);

    assertThat(plans.explain(Plans.Format.TEXT))
        .contains("\n  stage 2, 1 subtask, starts after stage 1\n");
    assertThat(
            new ObjectMapper()
                .readTree(plans.explain(Plans.Format.JSON))
                .at("/physical/stages/2/startsAfter")
                .toString())
        .isEqualTo("[1]");
    assertThat(plans.explain(Plans.Format.DOT))
        .contains("operator2 -> operator3 [label=\"starts after\", style=dashed];");
  }

  @ParameterizedTest
  @EnumSource
  void theSameProtoGivesTheSameTextHoweverItsMapsAreOrdered(Plans.Format format) throws Exception {
    RunnerApi.Pipeline proto = TestPipelines.toProto(sums());
    RunnerApi.Pipeline.Builder reversed = proto.toBuilder();
    reversed.getComponentsBuilder().clearTransforms().clearPcollections();
    proto.getComponents().getTransformsMap().entrySet().stream()
        .sorted((a, b) -> b.getKey().compareTo(a.getKey()))
        .forEach(e -> reversed.getComponentsBuilder().putTransforms(e.getKey(), e.getValue()));
    proto.getComponents().getPcollectionsMap().entrySet().stream()
        .sorted((a, b) -> b.getKey().compareTo(a.getKey()))
        .forEach(e -> reversed.getComponentsBuilder().putPcollections(e.getKey(), e.getValue()));

    String text = TestPipelines.plan(proto).explain(format);

    assertThat(TestPipelines.plan(reversed.build()).explain(format)).isEqualTo(text);
    assertThat(text).doesNotContainPattern("@[0-9a-f]{6,}");
  }

  private static Pipeline sums() {
    Pipeline pipeline = TestPipelines.create();
    TestPipelines.pairs(pipeline, "Pairs")
        .apply(
            "Win\"dow",
            Window.<KV<String, Long>>into(FixedWindows.of(Duration.standardMinutes(5)))
                .withAllowedLateness(Duration.standardHours(1))
                .discardingFiredPanes())
        .apply("Sum", Sum.longsPerKey());
    return pipeline;
  }
}
