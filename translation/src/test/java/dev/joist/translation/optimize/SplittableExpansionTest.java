// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.joist.operators.splittable.SplittableSpec;
import dev.joist.translation.Functions.Splittable;
import dev.joist.translation.NamedOperators;
import dev.joist.translation.Plans;
import dev.joist.translation.TestPipelines;
import dev.joist.translation.logical.LogicalCollection;
import dev.joist.translation.logical.LogicalNode;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VoidCoder;
import org.apache.beam.sdk.io.range.OffsetRange;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.PCollectionView;
import org.junit.jupiter.api.Test;

class SplittableExpansionTest {

  private static final String NAME = "Work/ParMultiDo(Splittable)";

  private final Plans plans = plans();

  @Test
  void oneNodeBecomesTwoAndTheSecondKeepsTheName() {
    assertThat(splittables())
        .extracting(LogicalNode::name, node -> node.spec().phase())
        .containsExactly(
            tuple(NAME + " (split)", SplittableSpec.Phase.SPLIT),
            tuple(NAME, SplittableSpec.Phase.PROCESS));
  }

  @Test
  void bothReadTheViews() {
    LogicalNode split = splittables().get(0);
    LogicalNode process = splittables().get(1);

    assertThat(process.inputs().get(0)).isEqualTo(split.outputs().get(0));
    assertThat(process.inputs().get(1)).isEqualTo(split.inputs().get(1));
  }

  @Test
  void piecesAreElementsWithRestrictionAndEstimatorState() {
    LogicalCollection pieces =
        plans.optimized().plan().collection(splittables().get(0).outputs().get(0));

    assertThat(pieces.coder())
        .isEqualTo(
            KvCoder.of(
                StringUtf8Coder.of(),
                KvCoder.of(SerializableCoder.of(OffsetRange.class), VoidCoder.of())));
  }

  @Test
  void tellsWhatItDid() {
    assertThat(plans.optimized().reports())
        .contains(
            new PassReport(
                "splittable expansion",
                List.of("expanded " + NAME + ": its work is split before an exchange")));
  }

  @Test
  void eachNodeGetsTheOperatorOfItsPhase() {
    assertThat(plans.physical(new NamedOperators()).stages())
        .flatExtracting(stage -> stage.operators())
        .extracting(node -> node.factory())
        .contains(
            new NamedOperators.Named("splittableParDo SPLIT " + NAME),
            new NamedOperators.Named("splittableParDo PROCESS " + NAME));
  }

  private List<LogicalNode.SplittableParDo> splittables() {
    return plans.optimized().plan().nodes().stream()
        .filter(LogicalNode.SplittableParDo.class::isInstance)
        .map(LogicalNode.SplittableParDo.class::cast)
        .toList();
  }

  private static Plans plans() {
    Pipeline pipeline = TestPipelines.create();
    PCollectionView<String> view =
        TestPipelines.impulses(pipeline, "Side").apply("View", View.asSingleton());
    TestPipelines.impulses(pipeline, "In")
        .apply("Work", ParDo.of(new Splittable()).withSideInputs(view));
    return TestPipelines.plan(pipeline);
  }
}
