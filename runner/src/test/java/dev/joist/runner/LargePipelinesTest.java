// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult.State;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.windowing.AfterPane;
import org.apache.beam.sdk.transforms.windowing.AfterWatermark;
import org.apache.beam.sdk.transforms.windowing.DefaultTrigger;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.SlidingWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pipelines of many nodes, outputs, inputs and windows run to their end, bounded and unbounded. */
@Timeout(180)
class LargePipelinesTest {

  private static final List<Integer> INPUT = List.of(1, 2, 3);

  /** Adds one. */
  private static final class Increment extends DoFn<Integer, Integer> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element Integer element, OutputReceiver<Integer> out) {
      out.output(element + 1);
    }
  }

  /** Emits an element once for each element of a view. */
  private static final class TimesView extends DoFn<Integer, Integer> {
    private static final long serialVersionUID = 1L;
    private final PCollectionView<Iterable<Integer>> view;

    TimesView(PCollectionView<Iterable<Integer>> view) {
      this.view = view;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      for (Integer ignored : context.sideInput(view)) {
        context.output(context.element());
      }
    }
  }

  /** Emits element n to output n. */
  private static final class Deal extends DoFn<Integer, Integer> {
    private static final long serialVersionUID = 1L;
    private final List<TupleTag<Integer>> outputs;

    Deal(List<TupleTag<Integer>> outputs) {
      this.outputs = outputs;
    }

    @ProcessElement
    public void process(@Element Integer element, MultiOutputReceiver out) {
      out.get(outputs.get(element)).output(element);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aChainOfAThousandParDos(boolean streaming) {
    Pipeline pipeline = pipeline(streaming);
    PCollection<Integer> last = pipeline.apply(Create.of(INPUT));
    for (int i = 0; i < 1_000; i++) {
      last = last.apply("Step" + i, ParDo.of(new Increment()));
    }
    PAssert.that(last).containsInAnyOrder(1_001, 1_002, 1_003);

    run(pipeline);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aThousandNodesOfEachKind(boolean streaming) {
    Pipeline pipeline = pipeline(streaming);
    Graph graph = new Graph(pipeline, new Random(11));
    for (int i = 0; i < 1_000; i++) {
      graph.add("Node" + i);
    }
    PAssert.thatSingleton(graph.union().apply(Count.globally())).isEqualTo(graph.elements());

    run(pipeline);
  }

  /** A random graph, and how many elements each of its nodes has. */
  private static final class Graph {
    private final Pipeline pipeline;
    private final Random random;
    private final List<PCollection<Integer>> made = new ArrayList<>();
    private final List<Long> sizes = new ArrayList<>();

    Graph(Pipeline pipeline, Random random) {
      this.pipeline = pipeline;
      this.random = random;
    }

    void add(String name) {
      int choice = made.size() < 5 ? 0 : random.nextInt(50);
      if (choice == 0) {
        made.add(pipeline.apply(name, Create.of(INPUT)));
        sizes.add((long) INPUT.size());
        return;
      }
      int input = random.nextInt(made.size());
      if (choice == 1) {
        int other = random.nextInt(made.size());
        made.add(
            PCollectionList.of(made.get(input))
                .and(made.get(other))
                .apply(name, Flatten.pCollections()));
        sizes.add(sizes.get(input) + sizes.get(other));
      } else if (choice == 2) {
        PCollectionView<Iterable<Integer>> view =
            made.get(0).apply("View of " + name, View.asIterable());
        made.add(made.get(input).apply(name, ParDo.of(new TimesView(view)).withSideInputs(view)));
        sizes.add(sizes.get(input) * sizes.get(0));
      } else {
        made.add(made.get(input).apply(name, ParDo.of(new Increment())));
        sizes.add(sizes.get(input));
      }
    }

    PCollection<Integer> union() {
      return PCollectionList.of(made).apply("Union", Flatten.pCollections());
    }

    long elements() {
      return sizes.stream().mapToLong(Long::longValue).sum();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aHundredOutputs(boolean streaming) {
    Pipeline pipeline = pipeline(streaming);
    List<TupleTag<Integer>> tags = new ArrayList<>();
    List<Integer> input = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      tags.add(new TupleTag<>("output " + i));
      input.add(i);
    }
    TupleTagList others = TupleTagList.empty();
    for (TupleTag<Integer> tag : tags.subList(1, tags.size())) {
      others = others.and(tag);
    }
    var outputs =
        pipeline
            .apply(Create.of(input))
            .apply(ParDo.of(new Deal(tags)).withOutputTags(tags.get(0), others));
    PCollectionList<Integer> all = PCollectionList.empty(pipeline);
    for (int i = 0; i < tags.size(); i++) {
      PCollection<Integer> output = outputs.get(tags.get(i)).setCoder(VarIntCoder.of());
      all = all.and(output);
      if (i % 33 == 0) {
        PAssert.that("output " + i, output).containsInAnyOrder(i);
      }
    }
    PAssert.that(all.apply(Flatten.pCollections())).containsInAnyOrder(input);

    run(pipeline);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFlattenOfFiveHundredInputs(boolean streaming) {
    Pipeline pipeline = pipeline(streaming);
    PCollectionList<Integer> inputs = PCollectionList.empty(pipeline);
    for (int i = 0; i < 500; i++) {
      inputs = inputs.and(pipeline.apply("Input" + i, Create.of(INPUT)));
    }
    PAssert.thatSingleton(inputs.apply(Flatten.pCollections()).apply(Count.globally()))
        .isEqualTo(1_500L);

    run(pipeline);
  }

  @ParameterizedTest
  @CsvSource({"false, false", "false, true", "true, false", "true, true"})
  void tenThousandWindowsForAKey(boolean streaming, boolean lateFirings) {
    Pipeline pipeline = pipeline(streaming);
    Window<String> windows =
        Window.into(
            SlidingWindows.of(Duration.standardSeconds(10_000)).every(Duration.standardSeconds(1)));
    Window<String> withTrigger =
        windows
            .triggering(
                AfterWatermark.pastEndOfWindow().withLateFirings(AfterPane.elementCountAtLeast(1)))
            .withAllowedLateness(Duration.ZERO)
            .discardingFiredPanes();
    PCollection<Long> counts =
        pipeline
            .apply(
                Create.timestamped(
                    TimestampedValue.of("key", Instant.ofEpochMilli(0)),
                    TimestampedValue.of("key", Instant.ofEpochMilli(1_000))))
            .apply(lateFirings ? withTrigger : windows)
            .apply(Count.perElement())
            .apply(Values.create())
            .apply(
                "Rewindow", Window.<Long>into(new GlobalWindows()).triggering(DefaultTrigger.of()));
    PAssert.thatSingleton(counts.apply("Windows", Count.globally())).isEqualTo(10_001L);
    PAssert.thatSingleton(counts.apply("Sum", Sum.longsGlobally())).isEqualTo(20_000L);

    run(pipeline);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void collectionsWithoutElementsEverywhere(boolean streaming) {
    Pipeline pipeline = pipeline(streaming);
    PCollection<KV<String, Long>> none =
        pipeline.apply(Create.empty(KvCoder.of(StringUtf8Coder.of(), VarLongCoder.of())));
    PCollectionView<Map<String, Iterable<Long>>> view = none.apply(View.asMultimap());
    PCollection<KV<String, Long>> same =
        PCollectionList.of(none)
            .and(none.apply("Reshuffle", Reshuffle.of()))
            .and(none.apply("Count", Count.perKey()))
            .and(none.apply("Sum", Sum.longsPerKey()))
            .and(none.apply("State", ParDo.of(new CountWithState())))
            .and(none.apply("Nothing", Filter.by(element -> false)))
            .apply("Union", Flatten.pCollections());
    PCollection<Integer> ofNothing =
        PCollectionList.<Integer>empty(pipeline)
            .apply("Union of nothing", Flatten.pCollections())
            .setCoder(VarIntCoder.of());
    PCollection<Integer> keysInView =
        pipeline
            .apply("One", Create.of(1))
            .apply(ParDo.of(new CountKeys(view)).withSideInputs(view));
    PAssert.that(same).empty();
    PAssert.that(ofNothing).empty();
    PAssert.that(none.apply("Group", GroupByKey.create())).empty();
    PAssert.that(keysInView).containsInAnyOrder(0);
    PAssert.thatSingleton(none.apply("Values", Values.create()).apply(Sum.longsGlobally()))
        .isEqualTo(0L);

    run(pipeline);
  }

  /** Counts the elements of a key. */
  private static final class CountWithState extends DoFn<KV<String, Long>, KV<String, Long>> {
    private static final long serialVersionUID = 1L;

    @StateId("count")
    private final StateSpec<ValueState<Long>> count = StateSpecs.value(VarLongCoder.of());

    @ProcessElement
    public void process(
        @Element KV<String, Long> element,
        @StateId("count") ValueState<Long> counted,
        OutputReceiver<KV<String, Long>> out) {
      Long before = counted.read();
      long now = before == null ? 1 : before + 1;
      counted.write(now);
      out.output(KV.of(element.getKey(), now));
    }
  }

  /** Emits how many keys a view has. */
  private static final class CountKeys extends DoFn<Integer, Integer> {
    private static final long serialVersionUID = 1L;
    private final PCollectionView<Map<String, Iterable<Long>>> view;

    CountKeys(PCollectionView<Map<String, Iterable<Long>>> view) {
      this.view = view;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      context.output(context.sideInput(view).size());
    }
  }

  private static void run(Pipeline pipeline) {
    assertThat(pipeline.run().waitUntilFinish()).isEqualTo(State.DONE);
  }

  private static Pipeline pipeline(boolean streaming) {
    return Pipeline.create(
        PipelineOptionsFactory.fromArgs(
                "--runner=JoistRunner", "--parallelism=2", "--streaming=" + streaming)
            .create());
  }
}
