// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.physical;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.translation.Functions.Copy;
import dev.joist.translation.Functions.ReadView;
import dev.joist.translation.Functions.Sorted;
import dev.joist.translation.Functions.Stable;
import dev.joist.translation.TestPipelines;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.io.TextIO;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;

/** Where stages begin and end. */
class StageLayoutTest {

  private final Pipeline pipeline = TestPipelines.create();

  @Test
  void aReaderOfAViewOfItsOwnInputOpensAStage() {
    PCollection<String> read = pipeline.apply("Read", TextIO.read().from("in.txt"));
    PCollectionView<Iterable<String>> view = read.apply("AsIterable", View.asIterable());
    read.apply("Before", ParDo.of(new Copy<>()))
        .apply("Reader", ParDo.of(new ReadView<String>(view)).withSideInputs(view))
        .apply("After", ParDo.of(new Copy<>()));

    assertThat(TestPipelines.stages(pipeline))
        .isEqualTo(
            """
              stage 0, 2 subtasks
                   BoundedRead     Read/Read
                   ParDo           AsIterable/MapElements/Map/ParMultiDo(Anonymous)
                   ParDo           Before/ParMultiDo(Copy)
              stage 1, 1 subtask
                   CreateView      AsIterable/MapElements/Map/ParMultiDo(Anonymous).output/View
                     <- stage 0, rebalance
              stage 2, 2 subtasks
                   ParDo           Reader/ParMultiDo(ReadView)
                     <- stage 0, forward
                     <- the view of stage 1
                   ParDo           After/ParMultiDo(Copy)
            """);
  }

  @Test
  void twoStagesThatReadViewsOfEachOtherDoNotWaitForEachOther() {
    PCollection<String> left = pipeline.apply("Left", TextIO.read().from("left.txt"));
    PCollection<String> right = pipeline.apply("Right", TextIO.read().from("right.txt"));
    PCollectionView<Iterable<String>> ofLeft = left.apply("OfLeft", View.asIterable());
    PCollectionView<Iterable<String>> ofRight = right.apply("OfRight", View.asIterable());
    left.apply("L", ParDo.of(new ReadView<String>(ofRight)).withSideInputs(ofRight));
    right.apply("R", ParDo.of(new ReadView<String>(ofLeft)).withSideInputs(ofLeft));

    assertThat(TestPipelines.stages(pipeline))
        .isEqualTo(
            """
              stage 0, 2 subtasks
                   BoundedRead     Right/Read
                   ParDo           OfRight/MapElements/Map/ParMultiDo(Anonymous)
              stage 1, 1 subtask
                   CreateView      OfRight/MapElements/Map/ParMultiDo(Anonymous).output/View
                     <- stage 0, rebalance
              stage 2, 2 subtasks, starts after stage 1
                   BoundedRead     Left/Read
                   ParDo           OfLeft/MapElements/Map/ParMultiDo(Anonymous)
                   ParDo           L/ParMultiDo(ReadView)
                     <- the view of stage 1
              stage 3, 1 subtask
                   CreateView      OfLeft/MapElements/Map/ParMultiDo(Anonymous).output/View
                     <- stage 2, rebalance
              stage 4, 2 subtasks
                   ParDo           R/ParMultiDo(ReadView)
                     <- stage 0, forward
                     <- the view of stage 3
            """);
  }

  @Test
  void stableInputOpensAStage() {
    pipeline
        .apply("Read", TextIO.read().from("in.txt"))
        .apply("Stable", ParDo.of(new Stable()))
        .apply("After", ParDo.of(new Copy<>()));

    assertThat(TestPipelines.stages(pipeline))
        .isEqualTo(
            """
              stage 0, 2 subtasks
                   BoundedRead     Read/Read
              stage 1, 2 subtasks
                   ParDo           Stable/ParMultiDo(Stable)
                     <- stage 0, forward
                   ParDo           After/ParMultiDo(Copy)
            """);
  }

  @Test
  void sortedInputComesByKey() {
    TestPipelines.pairs(pipeline, "Pairs").apply("Sorted", ParDo.of(new Sorted()));

    assertThat(TestPipelines.stages(pipeline))
        .isEqualTo(
            """
              stage 0, 1 subtask
                   Impulse         Pairs/Impulse
                   ParDo           Pairs/MapElements/Map/ParMultiDo(Anonymous)
              stage 1, 2 subtasks
                   StatefulParDo   Sorted/ParMultiDo(Sorted)
                     <- stage 0, by key, StringUtf8Coder
            """);
  }

  @Test
  void aTestStreamAndWhatFollowsItHaveOneSubtaskUpToTheExchange() {
    PCollection<String> events =
        pipeline.apply(
            "Events",
            TestStream.create(StringUtf8Coder.of()).addElements("a").advanceWatermarkToInfinity());
    events
        .apply("Copy", ParDo.of(new Copy<>()))
        .apply("Key", WithKeys.of("key"))
        .setCoder(KvCoder.of(StringUtf8Coder.of(), StringUtf8Coder.of()))
        .apply("Window", Window.into(FixedWindows.of(Duration.standardMinutes(1))))
        .apply("Group", GroupByKey.create());

    assertThat(TestPipelines.stages(pipeline))
        .isEqualTo(
            """
              stage 0, 1 subtask
                   TestStream      Events
                   ParDo           Copy/ParMultiDo(Copy)
                   ParDo           Key/AddKeys/Map/ParMultiDo(Anonymous)
                   AssignWindows   Window/Window.Assign
              stage 1, 2 subtasks
                   GroupByKey      Group
                     <- stage 0, by key, StringUtf8Coder
            """);
  }

  @Test
  void oneViewServesAllItsReaders() {
    PCollectionView<List<String>> view =
        TestPipelines.strings(pipeline, "Side").apply("AsList", View.asList());
    PCollection<String> main = TestPipelines.strings(pipeline, "Main");
    for (int i = 0; i < 3; i++) {
      main.apply("Reader" + i, ParDo.of(new ReadView<String>(view)).withSideInputs(view));
    }

    assertThat(TestPipelines.stages(pipeline)).containsOnlyOnce("CreateView");
  }
}
