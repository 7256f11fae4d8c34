// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.translation.Functions.Copy;
import dev.joist.translation.Functions.CopyTwice;
import dev.joist.translation.Functions.CountInState;
import dev.joist.translation.Functions.ReadView;
import dev.joist.translation.Functions.Splittable;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.io.TextIO;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.FlatMapElements;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Redistribute;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.join.CoGroupByKey;
import org.apache.beam.sdk.transforms.join.KeyedPCollectionTuple;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;

/** What people read of whole plans, from the SDK's pipeline to the stages. */
class PlanGoldenTest {

  @Test
  void wordCount() {
    assertThat(TestPipelines.plan(countWords()).explain(Plans.Format.TEXT))
        .isEqualTo(
            """
            Logical plan: 5 nodes
                1  BoundedRead              Read/Read
                2  ParDo           <- 1     Words/FlatMap/ParMultiDo(Anonymous)
                3  ParDo           <- 2     Count/Init/Map/ParMultiDo(Anonymous)
                4  CombinePerKey   <- 3     Count/Combine.perKey(Count)
                5  ParDo           <- 4     Format/ParMultiDo(Copy)

            Optimizer
              fan-out removal: nothing to do
              dead output removal: nothing to do
              deduplication: nothing to do
              identity window removal: nothing to do
              flatten merging: nothing to do
              combiner lifting:
                lifted Count/Combine.perKey(Count): part of it runs before the exchange
              grouping at the ends of windows:
                Count/Combine.perKey(Count) groups without triggers and timers
              firings as panes: nothing to do
              groups beyond memory:
                Count/Combine.perKey(Count) spills what memory has no room for
              grouping at the end of input: nothing to do
              slices of sliding windows: nothing to do
              splittable expansion: nothing to do

            Optimized plan: 6 nodes
                1  BoundedRead              Read/Read
                2  ParDo           <- 1     Words/FlatMap/ParMultiDo(Anonymous)
                3  ParDo           <- 2     Count/Init/Map/ParMultiDo(Anonymous)
                4  PartialCombine  <- 3     Count/Combine.perKey(Count) (partial)
                5  FinalCombine    <- 4     Count/Combine.perKey(Count)
                6  ParDo           <- 5     Format/ParMultiDo(Copy)

            Physical plan: 2 stages, 4 subtasks
              stage 0, 2 subtasks
                   BoundedRead     Read/Read
                   ParDo           Words/FlatMap/ParMultiDo(Anonymous)
                   ParDo           Count/Init/Map/ParMultiDo(Anonymous)
                   PartialCombine  Count/Combine.perKey(Count) (partial)
              stage 1, 2 subtasks
                   FinalCombine    Count/Combine.perKey(Count)
                     <- stage 0, by key, StringUtf8Coder
                   ParDo           Format/ParMultiDo(Copy)
            """);
  }

  private static Pipeline countWords() {
    Pipeline pipeline = TestPipelines.create();
    pipeline
        .apply("Read", TextIO.read().from("in.txt"))
        .apply(
            "Words",
            FlatMapElements.into(TypeDescriptors.strings())
                .via((String line) -> List.of(line.split(" "))))
        .apply("Count", Count.perElement())
        .apply("Format", ParDo.of(new Copy<>()));
    return pipeline;
  }

  @Test
  void sideInputs() {
    Pipeline pipeline = TestPipelines.create();
    PCollectionView<List<String>> view =
        TestPipelines.strings(pipeline, "Small").apply("AsList", View.asList());
    PCollection<String> main = pipeline.apply("Read", TextIO.read().from("in.txt"));
    main.apply("First", ParDo.of(new ReadView<String>(view)).withSideInputs(view))
        .apply("Second", ParDo.of(new ReadView<String>(view)).withSideInputs(view));

    assertThat(TestPipelines.stages(pipeline))
        .isEqualTo(
            """
              stage 0, 2 subtasks
                   BoundedRead     Small/Read(CreateSource)
                   ParDo           AsList/MapElements/Map/ParMultiDo(Anonymous)
              stage 1, 1 subtask
                   CreateView      AsList/MapElements/Map/ParMultiDo(Anonymous).output/View
                     <- stage 0, rebalance
              stage 2, 2 subtasks, starts after stage 1
                   BoundedRead     Read/Read
                   ParDo           First/ParMultiDo(ReadView)
                     <- the view of stage 1
                   ParDo           Second/ParMultiDo(ReadView)
                     <- the view of stage 1
            """);
  }

  private static void keepAndGroup(Pipeline pipeline) {
    TupleTag<KV<String, Long>> main = new TupleTag<>("main");
    TupleTag<KV<String, Long>> other = new TupleTag<>("other");
    PCollection<KV<String, Long>> pairs = TestPipelines.pairs(pipeline, "Pairs");
    Coder<KV<String, Long>> coder = pairs.getCoder();
    PCollectionTuple outputs =
        pairs.apply(
            "Split", ParDo.of(new CopyTwice<>(other)).withOutputTags(main, TupleTagList.of(other)));
    outputs.get(main).setCoder(coder).apply("Keep", ParDo.of(new Copy<>()));
    outputs.get(other).setCoder(coder).apply("Group", GroupByKey.create());
  }

  @Test
  void severalOutputs() {
    Pipeline pipeline = TestPipelines.create();
    keepAndGroup(pipeline);

    assertThat(TestPipelines.plan(pipeline).explain(Plans.Format.TEXT))
        .isEqualTo(
            """
            Logical plan: 5 nodes
                1  Impulse                  Pairs/Impulse
                2  ParDo           <- 1     Pairs/MapElements/Map/ParMultiDo(Anonymous)
                3  ParDo           <- 2     Split  [2 outputs]
                4  ParDo           <- 3     Keep/ParMultiDo(Copy)
                5  GroupByKey      <- 3.1   Group

            Optimizer
              fan-out removal: nothing to do
              dead output removal: nothing to do
              deduplication: nothing to do
              identity window removal: nothing to do
              flatten merging: nothing to do
              combiner lifting: nothing to do
              grouping at the ends of windows:
                Group groups without triggers and timers
              firings as panes: nothing to do
              groups beyond memory:
                Group spills what memory has no room for
              grouping at the end of input: nothing to do
              slices of sliding windows: nothing to do
              splittable expansion: nothing to do

            Optimized plan: 5 nodes
                1  Impulse                  Pairs/Impulse
                2  ParDo           <- 1     Pairs/MapElements/Map/ParMultiDo(Anonymous)
                3  ParDo           <- 2     Split  [2 outputs]
                4  ParDo           <- 3     Keep/ParMultiDo(Copy)
                5  GroupByKey      <- 3.1   Group

            Physical plan: 2 stages, 3 subtasks
              stage 0, 1 subtask
                   Impulse         Pairs/Impulse
                   ParDo           Pairs/MapElements/Map/ParMultiDo(Anonymous)
                   ParDo           Split
                   ParDo           Keep/ParMultiDo(Copy)
              stage 1, 2 subtasks
                   GroupByKey      Group
                     <- stage 0, by key, StringUtf8Coder
            """);
  }

  @Test
  void statefulParDo() {
    Pipeline pipeline = TestPipelines.create();
    TestPipelines.pairs(pipeline, "Pairs")
        .apply("Count", ParDo.of(new CountInState()))
        .apply("After", ParDo.of(new Copy<>()));

    assertThat(TestPipelines.stages(pipeline))
        .isEqualTo(
            """
              stage 0, 1 subtask
                   Impulse         Pairs/Impulse
                   ParDo           Pairs/MapElements/Map/ParMultiDo(Anonymous)
              stage 1, 2 subtasks
                   StatefulParDo   Count/ParMultiDo(CountInState)
                     <- stage 0, by key, StringUtf8Coder
                   ParDo           After/ParMultiDo(Copy)
            """);
  }

  @Test
  void coGroupByKey() {
    Pipeline pipeline = TestPipelines.create();
    KeyedPCollectionTuple.of("left", TestPipelines.pairs(pipeline, "Left"))
        .and("right", TestPipelines.pairs(pipeline, "Right"))
        .apply("Join", CoGroupByKey.create());

    assertThat(TestPipelines.stages(pipeline))
        .isEqualTo(
            """
              stage 0, 1 subtask
                   Impulse         Left/Impulse
                   ParDo           Left/MapElements/Map/ParMultiDo(Anonymous)
                   ParDo           Join/MakeUnionTable0/ParMultiDo(ConstructUnionTable)
              stage 1, 1 subtask
                   Impulse         Right/Impulse
                   ParDo           Right/MapElements/Map/ParMultiDo(Anonymous)
                   ParDo           Join/MakeUnionTable1/ParMultiDo(ConstructUnionTable)
              stage 2, 2 subtasks
                   Flatten         Join/Flatten
                     <- stage 0, by key, StringUtf8Coder
                     <- stage 1, by key, StringUtf8Coder
                   GroupByKey      Join/GBK
                   ParDo           Join/ConstructCoGbkResultFn/ParMultiDo(ConstructCoGbkResult)
            """);
  }

  @Test
  void windowedCombine() {
    Pipeline pipeline = TestPipelines.create();
    TestPipelines.pairs(pipeline, "Pairs")
        .apply("Window", Window.into(FixedWindows.of(Duration.standardMinutes(5))))
        .apply("Sum", Sum.longsPerKey());

    assertThat(TestPipelines.plan(pipeline).explain(Plans.Format.TEXT))
        .isEqualTo(
            """
            Logical plan: 4 nodes
                1  Impulse                  Pairs/Impulse
                2  ParDo           <- 1     Pairs/MapElements/Map/ParMultiDo(Anonymous)
                3  AssignWindows   <- 2     Window/Window.Assign  [fixed windows of 5 min]
                4  CombinePerKey   <- 3     Sum  [fixed windows of 5 min]

            Optimizer
              fan-out removal: nothing to do
              dead output removal: nothing to do
              deduplication: nothing to do
              identity window removal: nothing to do
              flatten merging: nothing to do
              combiner lifting:
                lifted Sum: part of it runs before the exchange
              grouping at the ends of windows:
                Sum groups without triggers and timers
              firings as panes: nothing to do
              groups beyond memory:
                Sum spills what memory has no room for
              grouping at the end of input: nothing to do
              slices of sliding windows: nothing to do
              splittable expansion: nothing to do

            Optimized plan: 5 nodes
                1  Impulse                  Pairs/Impulse
                2  ParDo           <- 1     Pairs/MapElements/Map/ParMultiDo(Anonymous)
                3  AssignWindows   <- 2     Window/Window.Assign  [fixed windows of 5 min]
                4  PartialCombine  <- 3     Sum (partial)  [fixed windows of 5 min]
                5  FinalCombine    <- 4     Sum  [fixed windows of 5 min]

            Physical plan: 2 stages, 3 subtasks
              stage 0, 1 subtask
                   Impulse         Pairs/Impulse
                   ParDo           Pairs/MapElements/Map/ParMultiDo(Anonymous)
                   AssignWindows   Window/Window.Assign
                   PartialCombine  Sum (partial)
              stage 1, 2 subtasks
                   FinalCombine    Sum
                     <- stage 0, by key, StringUtf8Coder
            """);
  }

  @Test
  void reshuffles() {
    Pipeline pipeline = TestPipelines.create();
    TestPipelines.pairs(pipeline, "Pairs")
        .apply("ByKey", Reshuffle.of())
        .apply("First", ParDo.of(new Copy<>()))
        .apply("Evenly", Redistribute.arbitrarily())
        .apply("Second", ParDo.of(new Copy<>()));

    assertThat(TestPipelines.stages(pipeline))
        .isEqualTo(
            """
              stage 0, 1 subtask
                   Impulse         Pairs/Impulse
                   ParDo           Pairs/MapElements/Map/ParMultiDo(Anonymous)
              stage 1, 2 subtasks
                   Reshuffle       ByKey
                     <- stage 0, by key, StringUtf8Coder
                   ParDo           First/ParMultiDo(Copy)
              stage 2, 2 subtasks
                   Redistribute    Evenly
                     <- stage 1, rebalance
                   ParDo           Second/ParMultiDo(Copy)
            """);
  }

  @Test
  void splittableParDo() {
    Pipeline pipeline = TestPipelines.create();
    PCollectionView<List<String>> view =
        TestPipelines.strings(pipeline, "Small").apply("AsList", View.asList());
    TestPipelines.impulses(pipeline, "In")
        .apply("Split", ParDo.of(new Splittable()).withSideInputs(view))
        .apply("After", ParDo.of(new Copy<>()));

    assertThat(TestPipelines.stages(pipeline))
        .isEqualTo(
            """
              stage 0, 2 subtasks
                   BoundedRead     Small/Read(CreateSource)
                   ParDo           AsList/MapElements/Map/ParMultiDo(Anonymous)
              stage 1, 1 subtask
                   CreateView      AsList/MapElements/Map/ParMultiDo(Anonymous).output/View
                     <- stage 0, rebalance
              stage 2, 1 subtask, starts after stage 1
                   Impulse         InImpulse
                   ParDo           In/Map/ParMultiDo(Anonymous)
                   Split           Split/ParMultiDo(Splittable) (split)
                     <- the view of stage 1
              stage 3, 2 subtasks
                   ProcessPieces   Split/ParMultiDo(Splittable)
                     <- stage 2, rebalance
                     <- the view of stage 1
                   ParDo           After/ParMultiDo(Copy)
            """);
  }
}
