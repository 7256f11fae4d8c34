// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.translation.Functions.Copy;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.io.TextIO;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.junit.jupiter.api.Test;

/** Where a Flatten runs, by what it unites and who reads it. */
class FlattenPlanTest {

  private final Pipeline pipeline = TestPipelines.create();

  @Test
  void ofOneStageJoinsThatStage() {
    PCollection<String> read = pipeline.apply("Read", TextIO.read().from("in.txt"));
    PCollectionList.of(read.apply("Left", ParDo.of(new Copy<>())))
        .and(read.apply("Right", ParDo.of(new Copy<>())))
        .apply("Union", Flatten.pCollections())
        .apply("After", ParDo.of(new Copy<>()));

    assertThat(TestPipelines.stages(pipeline))
        .isEqualTo(
            """
              stage 0, 2 subtasks
                   BoundedRead     Read/Read
                   ParDo           Left/ParMultiDo(Copy)
                   ParDo           Right/ParMultiDo(Copy)
                   Flatten         Union
                   ParDo           After/ParMultiDo(Copy)
            """);
  }

  @Test
  void ofSeveralStagesOpensAStageAsWideAsTheWidest() {
    PCollectionList.of(TestPipelines.impulses(pipeline, "Narrow"))
        .and(pipeline.apply("Read", TextIO.read().from("in.txt")))
        .apply("Union", Flatten.pCollections())
        .apply("After", ParDo.of(new Copy<>()));

    assertThat(TestPipelines.stages(pipeline))
        .isEqualTo(
            """
              stage 0, 1 subtask
                   Impulse         NarrowImpulse
                   ParDo           Narrow/Map/ParMultiDo(Anonymous)
              stage 1, 2 subtasks
                   BoundedRead     Read/Read
              stage 2, 2 subtasks
                   Flatten         Union
                     <- stage 0, rebalance
                     <- stage 1, forward
                   ParDo           After/ParMultiDo(Copy)
            """);
  }

  @Test
  void beforeAGroupByKeyStandsBehindTheExchange() {
    PCollectionList.of(TestPipelines.pairs(pipeline, "Left"))
        .and(TestPipelines.pairs(pipeline, "Right"))
        .apply("Union", Flatten.pCollections())
        .apply("Group", GroupByKey.create());

    assertThat(TestPipelines.stages(pipeline))
        .isEqualTo(
            """
              stage 0, 1 subtask
                   Impulse         Left/Impulse
                   ParDo           Left/MapElements/Map/ParMultiDo(Anonymous)
              stage 1, 1 subtask
                   Impulse         Right/Impulse
                   ParDo           Right/MapElements/Map/ParMultiDo(Anonymous)
              stage 2, 2 subtasks
                   Flatten         Union
                     <- stage 0, by key, StringUtf8Coder
                     <- stage 1, by key, StringUtf8Coder
                   GroupByKey      Group
            """);
  }

  @Test
  void beforeAGroupByKeyAndAnotherReaderStandsBeforeTheExchange() {
    var union =
        PCollectionList.of(TestPipelines.pairs(pipeline, "Left"))
            .and(TestPipelines.pairs(pipeline, "Right"))
            .apply("Union", Flatten.pCollections());
    union.apply("Group", GroupByKey.create());
    union.apply("Copy", ParDo.of(new Copy<>()));

    assertThat(TestPipelines.stages(pipeline))
        .isEqualTo(
            """
              stage 0, 1 subtask
                   Impulse         Left/Impulse
                   ParDo           Left/MapElements/Map/ParMultiDo(Anonymous)
              stage 1, 1 subtask
                   Impulse         Right/Impulse
                   ParDo           Right/MapElements/Map/ParMultiDo(Anonymous)
              stage 2, 1 subtask
                   Flatten         Union
                     <- stage 0, forward
                     <- stage 1, forward
                   ParDo           Copy/ParMultiDo(Copy)
              stage 3, 2 subtasks
                   GroupByKey      Group
                     <- stage 2, by key, StringUtf8Coder
            """);
  }

  @Test
  void ofOneCollectionTwiceReadsItTwice() {
    PCollection<String> read = pipeline.apply("Read", TextIO.read().from("in.txt"));
    PCollectionList.of(read)
        .and(read)
        .apply("Twice", Flatten.pCollections())
        .apply("After", ParDo.of(new Copy<>()));

    assertThat(TestPipelines.plan(pipeline).explain(Plans.Format.TEXT))
        .isEqualTo(
            """
            Logical plan: 3 nodes
                1  BoundedRead              Read/Read
                2  Flatten         <- 1, 1  Twice
                3  ParDo           <- 2     After/ParMultiDo(Copy)

            Optimizer
              fan-out removal: nothing to do
              dead output removal: nothing to do
              deduplication: nothing to do
              identity window removal: nothing to do
              flatten merging: nothing to do
              combiner lifting: nothing to do
              grouping at the ends of windows: nothing to do
              firings as panes: nothing to do
              groups beyond memory: nothing to do
              grouping at the end of input: nothing to do
              slices of sliding windows: nothing to do
              splittable expansion: nothing to do

            Optimized plan: the same

            Physical plan: 1 stage, 2 subtasks
              stage 0, 2 subtasks
                   BoundedRead     Read/Read
                   Flatten         Twice
                   ParDo           After/ParMultiDo(Copy)
            """);
  }

  @Test
  void ofNoneIsAStageWithoutInput() {
    PCollectionList.<String>empty(pipeline)
        .apply("None", Flatten.pCollections())
        .setCoder(StringUtf8Coder.of())
        .apply("After", ParDo.of(new Copy<>()));

    assertThat(TestPipelines.stages(pipeline))
        .isEqualTo(
            """
              stage 0, 1 subtask
                   Flatten         None
                   ParDo           After/ParMultiDo(Copy)
            """);
  }

  @Test
  void ofFlattensBecomesOne() {
    PCollection<String> inner =
        PCollectionList.of(TestPipelines.impulses(pipeline, "A"))
            .and(TestPipelines.impulses(pipeline, "B"))
            .apply("Inner", Flatten.pCollections());
    PCollectionList.of(inner)
        .and(TestPipelines.impulses(pipeline, "C"))
        .apply("Outer", Flatten.pCollections())
        .apply("After", ParDo.of(new Copy<>()));

    assertThat(TestPipelines.stages(pipeline))
        .isEqualTo(
            """
              stage 0, 1 subtask
                   Impulse         AImpulse
                   ParDo           A/Map/ParMultiDo(Anonymous)
              stage 1, 1 subtask
                   Impulse         BImpulse
                   ParDo           B/Map/ParMultiDo(Anonymous)
              stage 2, 1 subtask
                   Impulse         CImpulse
                   ParDo           C/Map/ParMultiDo(Anonymous)
              stage 3, 1 subtask
                   Flatten         Outer
                     <- stage 0, forward
                     <- stage 1, forward
                     <- stage 2, forward
                   ParDo           After/ParMultiDo(Copy)
            """);
  }
}
