// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.operators.pardo.ParDoSpec;
import dev.joist.translation.Functions.CopyTwice;
import dev.joist.translation.Functions.CountInState;
import dev.joist.translation.Functions.ReadView;
import dev.joist.translation.Functions.Sorted;
import dev.joist.translation.Functions.Stable;
import dev.joist.translation.TestPipelines;
import dev.joist.translation.logical.LogicalNode;
import dev.joist.translation.logical.LogicalPlan;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.CombineWithContext;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Sessions;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.WindowingStrategy;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;

/** What nodes know of their transforms. */
class PipelineParserTest {

  private static final Duration MINUTE = Duration.standardMinutes(1);

  private final Pipeline pipeline = TestPipelines.create();

  @Test
  void theMainOutputOfAParDoComesFirst() {
    TupleTag<String> main = new TupleTag<>("z");
    TupleTag<String> other = new TupleTag<>("a");
    var outputs =
        TestPipelines.impulses(pipeline, "In")
            .apply(
                "Split",
                ParDo.of(new CopyTwice<>(other)).withOutputTags(main, TupleTagList.of(other)));
    outputs.get(main).setCoder(StringUtf8Coder.of());
    outputs.get(other).setCoder(StringUtf8Coder.of());

    LogicalNode.ParDo node = node("Split", LogicalNode.ParDo.class);

    assertThat(node.spec().outputs())
        .extracting(output -> output.tag().getId())
        .containsExactly("z", "a");
    assertThat(node.spec().step()).isEqualTo(node.name());
  }

  @Test
  void aParDoWithStateHasAKeyCoder() {
    TestPipelines.pairs(pipeline, "Pairs").apply("Count", ParDo.of(new CountInState()));

    LogicalNode.StatefulParDo node = node("Count", LogicalNode.StatefulParDo.class);

    assertThat(node.spec().isStateful()).isTrue();
    assertThat(node.keyCoder()).isEqualTo(StringUtf8Coder.of());
  }

  @Test
  void aParDoThatWantsSortedInputIsStateful() {
    TestPipelines.pairs(pipeline, "Pairs").apply("Sort", ParDo.of(new Sorted()));

    assertThat(node("Sort", LogicalNode.StatefulParDo.class).keyCoder())
        .isEqualTo(StringUtf8Coder.of());
  }

  @Test
  void stableInputIsKnown() {
    TestPipelines.impulses(pipeline, "In").apply("Stable", ParDo.of(new Stable()));

    assertThat(node("Stable", LogicalNode.ParDo.class).stableInput()).isTrue();
  }

  @Test
  void aSideInputComesAsTheViewOfItsCollectionUnderItsTag() {
    PCollectionView<List<String>> view =
        TestPipelines.strings(pipeline, "Side")
            .apply("Window", Window.into(FixedWindows.of(MINUTE)))
            .apply("AsList", View.asList());
    TestPipelines.impulses(pipeline, "In")
        .apply("Reader", ParDo.of(new ReadView<String>(view)).withSideInputs(view));

    ParDoSpec<?, ?> spec = node("Reader", LogicalNode.ParDo.class).spec();

    assertThat(spec.sideInputs()).hasSize(1);
    assertThat(spec.sideInputs().get(0).tag()).isEqualTo(tagOf(view));
    assertThat(spec.sideInputs().get(0).view()).isEqualTo(view);
    assertThat(windowingOf(spec.sideInputs().get(0).view()).getWindowFn())
        .isEqualTo(FixedWindows.of(MINUTE));
  }

  @Test
  void windowsThatWereMergedDoNotMergeAgain() {
    TestPipelines.pairs(pipeline, "Pairs")
        .apply("Sessions", Window.into(Sessions.withGapDuration(MINUTE)))
        .apply("First", Sum.longsPerKey())
        .apply("Second", Sum.longsPerKey());

    assertThat(node("First", LogicalNode.CombinePerKey.class).spec().windowing().needsMerge())
        .isTrue();
    assertThat(node("Second", LogicalNode.CombinePerKey.class).spec().windowing().needsMerge())
        .isFalse();
  }

  @Test
  void aCombineWithContextRunsAsItsParts() {
    TestPipelines.pairs(pipeline, "Pairs")
        .apply("Sum", Combine.<String, Long, Long>perKey(new SumWithContext()));

    assertThat(plan().nodes()).anyMatch(LogicalNode.GroupByKey.class::isInstance);
    assertThat(plan().nodes()).noneMatch(LogicalNode.CombinePerKey.class::isInstance);
  }

  @Test
  void readsAreBoundedOrNot() {
    pipeline.apply("Ends", GenerateSequence.from(0).to(10));
    pipeline.apply("GoesOn", GenerateSequence.from(0));

    assertThat(node("Ends", LogicalNode.BoundedRead.class).spec().source()).isNotNull();
    assertThat(node("GoesOn", LogicalNode.UnboundedRead.class).spec().source()).isNotNull();
    assertThat(TestPipelines.plan(pipeline).isBounded()).isFalse();
  }

  @Test
  void aTestStreamKeepsItsEvents() {
    TestStream<String> stream =
        TestStream.create(StringUtf8Coder.of())
            .addElements("a", "b")
            .advanceProcessingTime(MINUTE)
            .advanceWatermarkToInfinity();
    pipeline.apply("Events", stream);

    assertThat(node("Events", LogicalNode.TestStream.class).spec().stream()).isEqualTo(stream);
  }

  @Test
  void aGroupByKeyKnowsWhetherItsInputEnds() {
    TestPipelines.pairs(pipeline, "Pairs").apply("Group", GroupByKey.create());

    assertThat(node("Group", LogicalNode.GroupByKey.class).spec().bounded()).isTrue();
  }

  @Test
  void collectionsKeepTheirNames() {
    PCollection<String> made = TestPipelines.impulses(pipeline, "In");

    LogicalPlan plan = plan();

    assertThat(plan.collections().values())
        .extracting(collection -> collection.name())
        .contains(made.getName());
  }

  @SuppressWarnings("deprecation") // so Beam marks what only runners may call
  private static String tagOf(PCollectionView<?> view) {
    return view.getTagInternal().getId();
  }

  @SuppressWarnings("deprecation") // so Beam marks what only runners may call
  private static WindowingStrategy<?, ?> windowingOf(PCollectionView<?> view) {
    return view.getWindowingStrategyInternal();
  }

  private LogicalPlan plan() {
    return TestPipelines.plan(pipeline).parsed();
  }

  private <T extends LogicalNode> T node(String namePrefix, Class<T> kind) {
    return plan().nodes().stream()
        .filter(node -> node.name().startsWith(namePrefix))
        .filter(kind::isInstance)
        .map(kind::cast)
        .findFirst()
        .orElseThrow();
  }

  /** A sum that could look at a view, and does not. */
  private static final class SumWithContext
      extends CombineWithContext.CombineFnWithContext<Long, Long, Long> {

    @Override
    public Long createAccumulator(CombineWithContext.Context context) {
      return 0L;
    }

    @Override
    public Long addInput(Long accumulator, Long input, CombineWithContext.Context context) {
      return accumulator + input;
    }

    @Override
    public Long mergeAccumulators(Iterable<Long> accumulators, CombineWithContext.Context context) {
      long sum = 0;
      for (long accumulator : accumulators) {
        sum += accumulator;
      }
      return sum;
    }

    @Override
    public Long extractOutput(Long accumulator, CombineWithContext.Context context) {
      return accumulator;
    }
  }
}
