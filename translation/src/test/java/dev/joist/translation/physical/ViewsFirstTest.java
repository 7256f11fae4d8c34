// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.physical;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.translation.Functions.Copy;
import dev.joist.translation.Functions.ReadView;
import dev.joist.translation.Planner;
import dev.joist.translation.PlannerOptions;
import dev.joist.translation.TestPipelines;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.io.TextIO;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.windowing.AfterPane;
import org.apache.beam.sdk.transforms.windowing.Repeatedly;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionView;
import org.junit.jupiter.api.Test;

/** Which sources of a job that ends begin after which views. */
class ViewsFirstTest {

  private final Pipeline pipeline = TestPipelines.create();

  @Test
  void aSourceBeginsAfterTheViewsThatItsElementsAreAskedForLater() {
    PCollectionView<Iterable<String>> first = view("First");
    PCollectionView<Iterable<String>> second = view("Second");
    read("Main")
        .apply("Spread", Reshuffle.viaRandomKey())
        .apply("ReadFirst", readView(first))
        .apply("SpreadAgain", Reshuffle.viaRandomKey())
        .apply("ReadSecond", readView(second));

    assertThat(starts(false))
        .containsOnly(Map.entry("Main/Read", List.of("First/Read", "Second/Read")));
  }

  @Test
  void everySourceOfAReaderBeginsAfterItsView() {
    PCollectionView<Iterable<String>> view = view("Side");
    PCollectionList.of(read("Left"))
        .and(read("Right"))
        .apply("Both", Flatten.pCollections())
        .apply("Reader", readView(view));

    assertThat(starts(false))
        .containsOnly(
            Map.entry("Left/Read", List.of("Side/Read")),
            Map.entry("Right/Read", List.of("Side/Read")));
  }

  @Test
  void aSourceThatAViewIsMadeFromDoesNotWaitForIt() {
    PCollection<String> both = read("Both");
    PCollectionView<Iterable<String>> view =
        both.apply("Spread", Reshuffle.viaRandomKey()).apply("AsIterable", View.asIterable());
    PCollectionList.of(both.apply("Copy", ParDo.of(new Copy<>())))
        .and(read("Other"))
        .apply("All", Flatten.pCollections())
        .apply("Reader", readView(view));

    assertThat(starts(false)).containsOnly(Map.entry("Other/Read", List.of("Both/Read")));
  }

  @Test
  void viewsOfViewsAreMadeOneAfterTheOther() {
    PCollectionView<Iterable<String>> first = view("First");
    PCollectionView<Iterable<String>> second =
        read("Second").apply("ReadFirst", readView(first)).apply("OfSecond", View.asIterable());
    read("Main").apply("ReadSecond", readView(second));

    assertThat(starts(false))
        .containsOnly(
            Map.entry("Second/Read", List.of("First/Read")),
            Map.entry("Main/Read", List.of("Second/Read")));
  }

  @Test
  void twoSourcesThatReadViewsOfEachOtherDoNotBothWait() {
    PCollection<String> left = read("Left");
    PCollection<String> right = read("Right");
    PCollectionView<Iterable<String>> ofLeft = left.apply("OfLeft", View.asIterable());
    PCollectionView<Iterable<String>> ofRight = right.apply("OfRight", View.asIterable());
    left.apply("SpreadLeft", Reshuffle.viaRandomKey()).apply("L", readView(ofRight));
    right.apply("SpreadRight", Reshuffle.viaRandomKey()).apply("R", readView(ofLeft));

    assertThat(starts(false)).hasSize(1);
  }

  @Test
  void longCirclesOfWaitsAreLeftOpen() {
    int count = 5;
    List<PCollection<String>> mains =
        IntStream.range(0, count).mapToObj(i -> read("Main" + i)).toList();
    for (int i = 0; i < count; i++) {
      PCollectionView<Iterable<String>> view =
          mains.get((i + 1) % count).apply("View" + i, View.asIterable());
      mains
          .get(i)
          .apply("Spread" + i, Reshuffle.viaRandomKey())
          .apply("Reader" + i, readView(view));
    }

    assertThat(starts(false)).hasSize(count - 1);
  }

  @Test
  void nothingWaitsForAViewWhosePanesReplaceEachOther() {
    PCollectionView<Iterable<String>> view =
        read("Side")
            .apply(
                Window.<String>configure()
                    .triggering(Repeatedly.forever(AfterPane.elementCountAtLeast(1)))
                    .discardingFiredPanes())
            .apply("OfSide", View.asIterable());
    read("Main").apply("Reader", readView(view));

    assertThat(starts(false)).isEmpty();
  }

  @Test
  void nothingWaitsInAStreamingJob() {
    PCollectionView<Iterable<String>> view = view("Side");
    read("Main").apply("Reader", readView(view));

    assertThat(starts(true)).isEmpty();
  }

  @Test
  void nothingWaitsWhereAnInputDoesNotEnd() {
    PCollectionView<Iterable<String>> view = view("Side");
    read("Main").apply("Reader", readView(view));
    pipeline.apply("Endless", GenerateSequence.from(0));

    assertThat(starts(false)).isEmpty();
  }

  private PCollection<String> read(String name) {
    return pipeline.apply(name, TextIO.read().from(name));
  }

  private PCollectionView<Iterable<String>> view(String name) {
    return read(name).apply("Of" + name, View.asIterable());
  }

  private static ParDo.SingleOutput<String, String> readView(PCollectionView<?> view) {
    return ParDo.of(new ReadView<String>(view)).withSideInputs(view);
  }

  /** For each source that waits, the sources of the views that it waits for. */
  private Map<String, List<String>> starts(boolean streaming) {
    StageLayout layout =
        Planner.plan(
                TestPipelines.toProto(pipeline),
                new PlannerOptions(PipelineOptionsFactory.create(), 2, 128, streaming))
            .layout();
    Map<String, List<String>> starts = new TreeMap<>();
    for (int number = 0; number < layout.stages().size(); number++) {
      StageLayout.FusedStage stage = layout.stages().get(number);
      int own = number;
      assertThat(stage.startsAfter()).allMatch(before -> before < own);
      if (!stage.startsAfter().isEmpty()) {
        starts.put(
            stage.nodes().get(0).name(),
            stage.startsAfter().stream().map(view -> sourceOf(layout, view)).sorted().toList());
      }
    }
    return starts;
  }

  private static String sourceOf(StageLayout layout, int stage) {
    String view = layout.stages().get(stage).nodes().get(0).name();
    String made =
        layout.links().stream()
            .filter(link -> link.to().name().equals(view))
            .map(link -> link.collection().value())
            .findFirst()
            .orElseThrow();
    return layout.stages().stream()
        .filter(
            fused ->
                fused.nodes().stream()
                    .anyMatch(
                        node -> node.outputs().stream().anyMatch(o -> o.value().equals(made))))
        .map(fused -> upstreamSource(layout, fused))
        .findFirst()
        .orElseThrow();
  }

  /** The first node of the stage, or of the one that the stage gets its main input from. */
  private static String upstreamSource(StageLayout layout, StageLayout.FusedStage stage) {
    String first = stage.nodes().get(0).name();
    return layout.links().stream()
        .filter(link -> link.to().name().equals(first) && link.port() == 0)
        .map(
            link ->
                layout.stages().stream()
                    .filter(
                        from ->
                            from.nodes().stream()
                                .anyMatch(node -> node.outputs().contains(link.collection())))
                    .map(from -> from.nodes().get(0).name())
                    .findFirst()
                    .orElseThrow())
        .findFirst()
        .orElse(first);
  }
}
