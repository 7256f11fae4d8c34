// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.translation.Functions.Copy;
import dev.joist.translation.Functions.ReadView;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.beam.model.pipeline.v1.RunnerApi;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Large pipelines plan small, in time that grows with their size alone. */
@Timeout(60)
class PlanSizeTest {

  private final Pipeline pipeline = TestPipelines.create();

  @Test
  void aThousandParDosAreOneStage() {
    PCollection<String> last = TestPipelines.strings(pipeline, "Read");
    for (int i = 0; i < 1_000; i++) {
      last = last.apply("Step" + i, ParDo.of(new Copy<>()));
    }

    Plans plans = TestPipelines.plan(pipeline);

    assertThat(plans.layout().stages()).hasSize(1);
    assertThat(plans.layout().stages().get(0).nodes()).hasSize(1_001);
  }

  @Test
  void fiveHundredBranchesOfOneStageUniteInThatStage() {
    PCollection<String> read = TestPipelines.strings(pipeline, "Read");
    PCollectionList<String> branches = PCollectionList.empty(pipeline);
    for (int i = 0; i < 500; i++) {
      branches = branches.and(read.apply("Branch" + i, ParDo.of(new Copy<>())));
    }
    branches.apply("Union", Flatten.pCollections());

    assertThat(TestPipelines.plan(pipeline).layout().stages()).hasSize(1);
  }

  @Test
  void fiveHundredSourcesUniteBehindOneExchange() {
    PCollectionList<KV<String, Long>> sources = PCollectionList.empty(pipeline);
    for (int i = 0; i < 500; i++) {
      sources = sources.and(TestPipelines.pairs(pipeline, "Source" + i));
    }
    sources.apply("Union", Flatten.pCollections()).apply("Group", GroupByKey.create());

    assertThat(TestPipelines.plan(pipeline).layout().stages()).hasSize(501);
  }

  @Test
  void aThousandNodesWithViewsAndUnionsPlanTheSameWayEachTime() {
    Random random = new Random(7);
    List<PCollection<String>> made = new ArrayList<>();
    List<PCollectionView<Iterable<String>>> views = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      made.add(randomNode("Node" + i, made, views, random));
      if (i % 50 == 0) {
        views.add(made.get(i).apply("View" + i, View.asIterable()));
      }
    }

    RunnerApi.Pipeline proto = TestPipelines.toProto(pipeline);
    String text = TestPipelines.plan(proto).explain(Plans.Format.JSON);

    assertThat(TestPipelines.plan(proto).explain(Plans.Format.JSON)).isEqualTo(text);
    assertThat(TestPipelines.plan(proto).physical(new NamedOperators()).stages()).isNotEmpty();
  }

  private PCollection<String> randomNode(
      String name,
      List<PCollection<String>> made,
      List<PCollectionView<Iterable<String>>> views,
      Random random) {
    int choice = made.size() < 10 ? 0 : random.nextInt(10);
    if (choice == 0) {
      return TestPipelines.impulses(pipeline, name);
    }
    PCollection<String> input = made.get(random.nextInt(made.size()));
    if (choice == 1) {
      return PCollectionList.of(input)
          .and(made.get(random.nextInt(made.size())))
          .apply(name, Flatten.pCollections());
    }
    if (choice == 2) {
      PCollectionView<Iterable<String>> view = views.get(random.nextInt(views.size()));
      return input.apply(name, ParDo.of(new ReadView<String>(view)).withSideInputs(view));
    }
    return input.apply(name, ParDo.of(new Copy<>()));
  }
}
