// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.physical;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.execution.graph.OperatorNode;
import dev.joist.execution.graph.PhysicalPlan;
import dev.joist.translation.Functions.Copy;
import dev.joist.translation.Functions.ReadView;
import dev.joist.translation.NamedOperators;
import dev.joist.translation.NamedOperators.Named;
import dev.joist.translation.TestPipelines;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Redistribute;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionView;
import org.junit.jupiter.api.Test;

/** What of a layout reaches the plan that runs. */
class PhysicalPlannerTest {

  private final Pipeline pipeline = TestPipelines.create();

  @Test
  void asksForTheOperatorOfEachNodeAndLinksThem() {
    TestPipelines.pairs(pipeline, "Pairs").apply("Sum", Sum.longsPerKey());

    PhysicalPlan plan = plan();

    assertThat(factories(plan))
        .containsExactly(
            "impulse",
            "parDo Pairs/MapElements/Map/ParMultiDo(Anonymous)",
            "combine PARTIAL Sum (partial)",
            "combine FINAL Sum");
    assertThat(links(plan))
        .containsExactly(
            "Pairs/Impulse.0 -> Pairs/MapElements/Map/ParMultiDo(Anonymous).0 (Forward)",
            "Pairs/MapElements/Map/ParMultiDo(Anonymous).0 -> Sum (partial).0 (Forward)",
            "Sum (partial).0 -> Sum.0 (ByKeyGroup)");
  }

  @Test
  void checksTheElementsOfUserCodeIfAskedTo() {
    TestPipelines.pairs(pipeline, "Pairs")
        .apply("Evenly", Redistribute.arbitrarily())
        .apply("Sum", Sum.longsPerKey());

    PhysicalPlan plan = TestPipelines.plan(pipeline).physicalWithChecks(new NamedOperators());

    assertThat(factories(plan))
        .containsExactly(
            "impulse",
            "checked parDo Pairs/MapElements/Map/ParMultiDo(Anonymous)",
            "exchange",
            "checked combine PARTIAL Sum (partial)",
            "checked combine FINAL Sum");
  }

  @Test
  void broadcastsViewsToTheirPortsAndSpreadsEvenly() {
    PCollectionView<Iterable<KV<String, Long>>> view =
        TestPipelines.pairs(pipeline, "Side").apply("AsIterable", View.asIterable());
    TestPipelines.impulses(pipeline, "Main")
        .apply("Evenly", Redistribute.arbitrarily())
        .apply("Reader", ParDo.of(new ReadView<String>(view)).withSideInputs(view))
        .apply("After", ParDo.of(new Copy<>()));

    String viewName = "AsIterable/MapElements/Map/ParMultiDo(Anonymous).output/View";
    assertThat(links(plan()))
        .contains(
            "AsIterable/MapElements/Map/ParMultiDo(Anonymous).0 -> " + viewName + ".0 (Rebalance)",
            "Main/Map/ParMultiDo(Anonymous).0 -> Evenly.0 (Rebalance)",
            "Evenly.0 -> Reader/ParMultiDo(ReadView).0 (Forward)",
            viewName + ".0 -> Reader/ParMultiDo(ReadView).1 (Broadcast)",
            "Reader/ParMultiDo(ReadView).0 -> After/ParMultiDo(Copy).0 (Forward)");
    assertThat(factories(plan())).contains("exchange", "view " + viewName);
  }

  private PhysicalPlan plan() {
    return TestPipelines.plan(pipeline).physical(new NamedOperators());
  }

  private static List<String> factories(PhysicalPlan plan) {
    return plan.stages().stream()
        .flatMap(stage -> stage.operators().stream())
        .map(OperatorNode::factory)
        .map(factory -> ((Named) factory).what())
        .toList();
  }

  private static List<String> links(PhysicalPlan plan) {
    return plan.links().stream().map(Object::toString).toList();
  }
}
