// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.runner.options.FlinkNamedOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult.State;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionView;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bounded pipelines with side inputs: they begin with what views are made from, and they end. */
@Timeout(120)
class ViewsFirstRunsTest {

  private static final Queue<String> READ = new ConcurrentLinkedQueue<>();

  private final Pipeline pipeline = Pipeline.create(options());

  @BeforeEach
  void forget() {
    READ.clear();
  }

  @Test
  void theMainInputIsReadAfterWhatItsViewsAreMadeFrom() {
    PCollectionView<Iterable<Long>> view =
        numbers("Side", 100).apply("ReadSide", ParDo.of(new Note("side"))).apply(View.asIterable());
    numbers("Main", 100)
        .apply("ReadMain", ParDo.of(new Note("main")))
        .apply("Spread", Reshuffle.viaRandomKey())
        .apply("Ask", ask(view));

    assertThat(run()).isEqualTo(State.DONE);

    List<String> read = new ArrayList<>(READ);
    assertThat(read).hasSize(200);
    assertThat(read.subList(0, 100)).containsOnly("side");
    assertThat(read.subList(100, 200)).containsOnly("main");
  }

  @Test
  void aViewOfTheMainInputItselfIsMade() {
    PCollection<Long> main = numbers("Main", 100);
    PCollectionView<Iterable<Long>> view = main.apply(View.asIterable());
    PCollection<Long> asked =
        main.apply("Spread", Reshuffle.viaRandomKey()).apply("Ask", ask(view));

    PAssert.thatSingleton(asked.apply(Count.globally())).isEqualTo(100L);
    PAssert.that(asked).satisfies(sizes -> onlyContain(sizes, 100));
    assertThat(run()).isEqualTo(State.DONE);
  }

  @Test
  void anEmptyViewLetsTheMainInputBegin() {
    PCollectionView<Iterable<Long>> view =
        pipeline.apply("None", Create.empty(VarLongCoder.of())).apply(View.asIterable());

    PAssert.that(numbers("Main", 100).apply("Ask", ask(view)))
        .satisfies(sizes -> onlyContain(sizes, 0));
    assertThat(run()).isEqualTo(State.DONE);
  }

  @Test
  void viewsThatAreMadeFromEachOtherInACircleOfInputsAreAllMade() {
    int count = 4;
    List<PCollection<Long>> mains =
        IntStream.range(0, count).mapToObj(i -> numbers("Main" + i, 10 + i)).toList();
    for (int i = 0; i < count; i++) {
      int next = (i + 1) % count;
      PCollectionView<Iterable<Long>> view = mains.get(next).apply("View" + i, View.asIterable());
      PAssert.that(
              mains
                  .get(i)
                  .apply("Spread" + i, Reshuffle.viaRandomKey())
                  .apply("Ask" + i, ask(view)))
          .satisfies(sizes -> onlyContain(sizes, 10 + next));
    }

    assertThat(run()).isEqualTo(State.DONE);
  }

  @Test
  void viewsOfViewsAndInputsThatSomeOfTheirReadersShareAreMade() {
    PCollection<Long> shared = numbers("Shared", 20);
    PCollectionView<Iterable<Long>> first = shared.apply("First", View.asIterable());
    PCollectionView<Iterable<Long>> second =
        numbers("Other", 5).apply("AskFirst", ask(first)).apply("Second", View.asIterable());
    PCollection<Long> all =
        PCollectionList.of(shared).and(numbers("Main", 7)).apply("All", Flatten.pCollections());

    PCollection<Long> asked =
        all.apply("Spread", Reshuffle.viaRandomKey()).apply("AskSecond", ask(second));

    PAssert.thatSingleton(asked.apply(Count.globally())).isEqualTo(27L);
    PAssert.that(asked).satisfies(sizes -> onlyContain(sizes, 5));
    assertThat(run()).isEqualTo(State.DONE);
  }

  private State run() {
    return pipeline.run().waitUntilFinish();
  }

  private PCollection<Long> numbers(String name, long count) {
    return pipeline.apply(name, GenerateSequence.from(0).to(count));
  }

  private static ParDo.SingleOutput<Long, Long> ask(PCollectionView<Iterable<Long>> view) {
    return ParDo.of(new Size(view)).withSideInputs(view);
  }

  private static Void onlyContain(Iterable<Long> sizes, long size) {
    assertThat(sizes).isNotEmpty().containsOnly(size);
    return null;
  }

  private static PipelineOptions options() {
    PipelineOptions options = PipelineOptionsFactory.create();
    options.setRunner(JoistRunner.class);
    options.as(FlinkNamedOptions.class).setParallelism(4);
    return options;
  }

  /** Notes each element that passes. */
  static final class Note extends DoFn<Long, Long> {
    private static final long serialVersionUID = 1L;

    private final String name;

    Note(String name) {
      this.name = name;
    }

    @ProcessElement
    public void process(@Element Long element, OutputReceiver<Long> out) {
      READ.add(name);
      out.output(element);
    }
  }

  /** For each element, how many the view has. */
  static final class Size extends DoFn<Long, Long> {
    private static final long serialVersionUID = 1L;

    private final PCollectionView<Iterable<Long>> view;

    Size(PCollectionView<Iterable<Long>> view) {
      this.view = view;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      long size = 0;
      for (Long element : context.sideInput(view)) {
        size += element >= 0 ? 1 : 0;
      }
      context.output(size);
    }
  }
}
