// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.optimize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.translation.Functions.Copy;
import dev.joist.translation.Plans;
import dev.joist.translation.TestPipelines;
import dev.joist.translation.logical.LogicalNode;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.Impulse;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;

/** Dead outputs, windows that change nothing, and Flattens of one. */
class RemovalTest {

  private final Pipeline pipeline = TestPipelines.create();

  @Test
  void removesWhatNobodyReadsAndNobodyWouldMiss() {
    PCollection<KV<String, Long>> pairs = TestPipelines.pairs(pipeline, "Pairs");
    pairs
        .apply("Window", Window.into(FixedWindows.of(Duration.millis(1))))
        .apply("Shuffle", Reshuffle.of());
    pipeline.apply("Unread", Impulse.create());

    assertThat(names())
        .containsExactly("Pairs/Impulse", "Pairs/MapElements/Map/ParMultiDo(Anonymous)");
  }

  @Test
  void keepsReadsAndWhatUsersWroteThoughNobodyReadsTheirOutput() {
    TestPipelines.strings(pipeline, "Read");
    TestPipelines.pairs(pipeline, "Pairs").apply("Group", GroupByKey.create());
    TestPipelines.pairs(pipeline, "Others").apply("Sum", Sum.longsPerKey());

    assertThat(names()).contains("Read/Read(CreateSource)", "Group", "Sum");
  }

  @Test
  void removesWindowingIntoTheGlobalWindowFromTheGlobalWindow() {
    TestPipelines.strings(pipeline, "Read")
        .apply("Again", Window.into(new GlobalWindows()))
        .apply("Copy", ParDo.of(new Copy<>()));

    assertThat(names()).containsExactly("Read/Read(CreateSource)", "Copy/ParMultiDo(Copy)");
    assertThat(notes("identity window removal"))
        .containsExactly(
            "removed Again/Window.Assign: its elements are in the global window already");
  }

  @Test
  void keepsWindowingIntoTheSameWindowsThatAreNotGlobal() {
    FixedWindows minutes = FixedWindows.of(Duration.standardMinutes(1));
    TestPipelines.strings(pipeline, "Read")
        .apply("Once", Window.into(minutes))
        .apply("Twice", Window.into(minutes))
        .apply("Copy", ParDo.of(new Copy<>()));

    assertThat(names()).contains("Once/Window.Assign", "Twice/Window.Assign");
  }

  @Test
  void removesTheFlattenThatOnlyChangesATrigger() {
    TestPipelines.strings(pipeline, "Read")
        .apply("Lateness", Window.<String>configure().withAllowedLateness(Duration.ZERO))
        .apply("Copy", ParDo.of(new Copy<>()));

    assertThat(names()).containsExactly("Read/Read(CreateSource)", "Copy/ParMultiDo(Copy)");
  }

  @Test
  void keepsAFlattenThatOthersReadBesidesAFlatten() {
    PCollection<String> read = TestPipelines.strings(pipeline, "Read");
    PCollection<String> inner =
        PCollectionList.of(read).and(read).apply("Inner", Flatten.pCollections());
    inner.apply("Copy", ParDo.of(new Copy<>()));
    PCollectionList.of(inner)
        .and(read)
        .apply("Outer", Flatten.pCollections())
        .apply("After", ParDo.of(new Copy<>()));

    assertThat(names()).contains("Inner", "Outer");
  }

  private List<String> names() {
    return plans().optimized().plan().nodes().stream().map(LogicalNode::name).toList();
  }

  private List<String> notes(String pass) {
    return plans().optimized().reports().stream()
        .filter(report -> report.pass().equals(pass))
        .flatMap(report -> report.notes().stream())
        .toList();
  }

  private Plans plans() {
    return TestPipelines.plan(pipeline);
  }
}
