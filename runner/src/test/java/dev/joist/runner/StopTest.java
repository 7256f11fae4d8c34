// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult.State;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.io.range.OffsetRange;
import org.apache.beam.sdk.options.ExperimentalOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.Timer;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.state.TimerSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker;
import org.apache.beam.sdk.transforms.windowing.AfterPane;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.MergeOverlappingIntervalWindows;
import org.apache.beam.sdk.transforms.windowing.Repeatedly;
import org.apache.beam.sdk.transforms.windowing.Sessions;
import org.apache.beam.sdk.transforms.windowing.SlidingWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.transforms.windowing.WindowFn;
import org.apache.beam.sdk.transforms.windowing.WindowMappingFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.joda.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A job that is cancelled, or of which another branch fails, calls no function any more: neither
 * for the next element, nor for the next group, timer or split. So it ends as soon as the function
 * returns that it is in.
 */
@Timeout(120)
class StopTest {

  /** The call in which a function is when the job is stopped. */
  private static final int LAST = 10;

  private static final int ELEMENTS = 1_000;

  private static final AtomicInteger CALLS = new AtomicInteger();
  private static CountDownLatch lastBegun = new CountDownLatch(1);

  /** A call of a function: one of them returns only when the job is stopped. */
  private static void call() {
    if (CALLS.incrementAndGet() == LAST) {
      lastBegun.countDown();
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        // The job was stopped, and this is a function that does not care.
      }
    }
  }

  private static Map<String, Consumer<Pipeline>> variants() {
    Map<String, Consumer<Pipeline>> variants = new TreeMap<>();
    variants.put("elements", p -> numbers(p).apply(Reshuffle.viaRandomKey()).apply(calls()));
    variants.put("an element in many windows", StopTest::manyWindows);
    variants.put("elements that waited for a view", StopTest::waiting);
    variants.put("groups beyond memory", p -> groups(p, fixed()));
    variants.put("groups in memory", p -> groups(inMemory(p), fixed()));
    variants.put("sessions", p -> groups(inMemory(p), sessions()));
    variants.put("merging windows", p -> groups(inMemory(p), unknownSessions()));
    variants.put("panes, gathered", p -> groups(p, panes()));
    variants.put("panes, in memory", p -> groups(inMemory(p), panes()));
    variants.put("sums beyond memory", p -> sums(p, fixed()));
    variants.put("sums of slices", p -> sums(p, sliding()));
    variants.put("sums of sessions", p -> sums(p, sessions()));
    variants.put("sums of sessions, in memory", p -> sums(inMemory(p), sessions()));
    variants.put("sums in panes, gathered", p -> sums(p, panes()));
    variants.put("sums in panes, in memory", p -> sums(inMemory(p), panes()));
    variants.put("a function with state, in many windows", StopTest::manyWindowsWithState);
    variants.put("event timers", p -> pairs(p).apply(ParDo.of(new EventTimers())));
    variants.put("processing timers", p -> pairs(p).apply(ParDo.of(new ProcessingTimers())));
    variants.put("one element, to nobody", p -> numbers(p).apply(ParDo.of(new EmitMuch(true))));
    variants.put("one element, to a function", p -> emitMuch(p).apply(calls()));
    variants.put("one element, to an exchange", StopTest::toAnExchange);
    variants.put("a splittable function that emits", p -> splittable(p, true));
    variants.put("a splittable function that only claims", p -> splittable(p, false));
    variants.put(
        "an unbounded read", p -> p.apply(GenerateSequence.from(0)).apply("Call", calls()));
    variants.put(
        "a bounded read", p -> p.apply(GenerateSequence.from(0).to(ELEMENTS)).apply(calls()));
    return variants;
  }

  static Stream<String> names() {
    return variants().keySet().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("names")
  void aCancelledJobCallsNoFunctionAnyMore(String variant) throws Exception {
    Pipeline pipeline = pipeline();
    requireNonNull(variants().get(variant)).accept(pipeline);
    JoistPipelineResult result = (JoistPipelineResult) pipeline.run();
    lastBegun.await();

    result.cancel();

    assertThat(result.waitUntilFinish()).isEqualTo(State.CANCELLED);
    assertThat(CALLS).hasValue(LAST);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("names")
  void aFailureOfAnotherBranchCallsNoFunctionAnyMore(String variant) {
    Pipeline pipeline = pipeline();
    requireNonNull(variants().get(variant)).accept(pipeline);
    pipeline.apply("Other", Create.of(1)).apply("Fail", ParDo.of(new Fail()));

    assertThatThrownBy(() -> pipeline.run().waitUntilFinish())
        .isInstanceOf(Pipeline.PipelineExecutionException.class)
        .hasMessageContaining("Fail")
        .hasMessageContaining("in the other branch");
    assertThat(CALLS).hasValue(LAST);
  }

  private static Pipeline pipeline() {
    CALLS.set(0);
    lastBegun = new CountDownLatch(1);
    return Pipeline.create(
        PipelineOptionsFactory.fromArgs(
                "--runner=JoistRunner", "--parallelism=1", "--blockOnRun=false")
            .create());
  }

  private static Pipeline inMemory(Pipeline pipeline) {
    pipeline.getOptions().as(ExperimentalOptions.class).setExperiments(List.of("disable_spilling"));
    return pipeline;
  }

  private static PCollection<Integer> numbers(Pipeline pipeline) {
    return pipeline.apply(Create.of(IntStream.range(0, ELEMENTS).boxed().toList()));
  }

  private static PCollection<KV<Integer, Integer>> pairs(Pipeline pipeline) {
    List<KV<Integer, Integer>> pairs = new ArrayList<>();
    IntStream.range(0, ELEMENTS).forEach(i -> pairs.add(KV.of(i, i)));
    return pipeline.apply(Create.of(pairs));
  }

  private static <T> Window<T> fixed() {
    return Window.into(FixedWindows.of(Duration.standardHours(1)));
  }

  private static <T> Window<T> sessions() {
    return Window.into(Sessions.withGapDuration(Duration.standardHours(1)));
  }

  private static <T> Window<T> sliding() {
    return Window.into(
        SlidingWindows.of(Duration.standardHours(1)).every(Duration.standardMinutes(1)));
  }

  private static <T> Window<T> panes() {
    return Window.<T>into(FixedWindows.of(Duration.standardHours(1)))
        .triggering(Repeatedly.forever(AfterPane.elementCountAtLeast(2)))
        .withAllowedLateness(Duration.ZERO)
        .discardingFiredPanes();
  }

  private static <T> Window<T> unknownSessions() {
    return Window.into(new UnknownSessions());
  }

  private static void groups(Pipeline pipeline, Window<KV<Integer, Integer>> windows) {
    pairs(pipeline).apply(windows).apply(GroupByKey.create()).apply(calls());
  }

  private static void sums(Pipeline pipeline, Window<KV<Integer, Integer>> windows) {
    pairs(pipeline).apply(windows).apply(Combine.perKey(new CallingSum()));
  }

  private static void manyWindows(Pipeline pipeline) {
    pipeline.apply(Create.of(1)).apply(sliding()).apply(ParDo.of(new CallInWindow()));
  }

  private static void manyWindowsWithState(Pipeline pipeline) {
    pipeline.apply(Create.of(KV.of(1, 1))).apply(sliding()).apply(ParDo.of(new CallWithState()));
  }

  private static void waiting(Pipeline pipeline) {
    PCollection<Integer> numbers = numbers(pipeline);
    PCollectionView<Integer> view =
        numbers.apply(Combine.globally(Integer::sum)).apply(View.asSingleton());
    numbers.apply(ParDo.of(new CallWithView(view)).withSideInputs(view));
  }

  private static PCollection<Integer> emitMuch(Pipeline pipeline) {
    return pipeline.apply(Create.of(1)).apply("Much", ParDo.of(new EmitMuch(false)));
  }

  private static void toAnExchange(Pipeline pipeline) {
    pipeline
        .apply(Create.of(1))
        .apply("Much", ParDo.of(new EmitMuch(true)))
        .apply(Reshuffle.viaRandomKey());
  }

  private static void splittable(Pipeline pipeline, boolean emits) {
    pipeline.apply(Create.of(1)).apply(ParDo.of(new Claim(emits)));
  }

  private static <T> ParDo.SingleOutput<T, Void> calls() {
    return ParDo.of(new Call<>());
  }

  /** Windows that merge as sessions do, of a function that is not known to. */
  static final class UnknownSessions extends WindowFn<Object, IntervalWindow> {
    @Override
    public Collection<IntervalWindow> assignWindows(AssignContext context) {
      return List.of(new IntervalWindow(context.timestamp(), Duration.standardHours(1)));
    }

    @Override
    public void mergeWindows(MergeContext context) throws Exception {
      MergeOverlappingIntervalWindows.mergeWindows(context);
    }

    @Override
    @SuppressWarnings("deprecation") // Beam still asks every window function.
    public boolean isCompatible(WindowFn<?, ?> other) {
      return other instanceof UnknownSessions;
    }

    @Override
    public Coder<IntervalWindow> windowCoder() {
      return IntervalWindow.getCoder();
    }

    @Override
    public WindowMappingFn<IntervalWindow> getDefaultWindowMappingFn() {
      throw new UnsupportedOperationException("no view has these windows");
    }
  }

  static final class Call<T> extends DoFn<T, Void> {
    @ProcessElement
    public void process() {
      call();
    }
  }

  static final class CallInWindow extends DoFn<Integer, Void> {
    @ProcessElement
    public void process(BoundedWindow window) {
      call();
    }
  }

  static final class CallWithState extends DoFn<KV<Integer, Integer>, Void> {
    @StateId("unused")
    private final StateSpec<ValueState<Integer>> unused = StateSpecs.value();

    @ProcessElement
    public void process() {
      call();
    }
  }

  static final class CallWithView extends DoFn<Integer, Void> {
    private final PCollectionView<Integer> view;

    CallWithView(PCollectionView<Integer> view) {
      this.view = view;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      assertThat(context.sideInput(view)).isNotNull();
      call();
    }
  }

  /** A sum that is a call for each result. */
  static final class CallingSum extends Combine.CombineFn<Integer, Integer, Integer> {
    @Override
    public Integer createAccumulator() {
      return 0;
    }

    @Override
    public Integer addInput(Integer sum, Integer input) {
      return sum + input;
    }

    @Override
    public Integer mergeAccumulators(Iterable<Integer> sums) {
      int sum = 0;
      for (int one : sums) {
        sum += one;
      }
      return sum;
    }

    @Override
    public Integer extractOutput(Integer sum) {
      call();
      return sum;
    }
  }

  static final class EventTimers extends DoFn<KV<Integer, Integer>, Void> {
    @TimerId("timer")
    private final TimerSpec spec = TimerSpecs.timer(TimeDomain.EVENT_TIME);

    @ProcessElement
    public void process(@TimerId("timer") Timer timer, BoundedWindow window) {
      timer.set(window.maxTimestamp());
    }

    @OnTimer("timer")
    public void onTimer() {
      call();
    }
  }

  static final class ProcessingTimers extends DoFn<KV<Integer, Integer>, Void> {
    @TimerId("timer")
    private final TimerSpec spec = TimerSpecs.timer(TimeDomain.PROCESSING_TIME);

    @ProcessElement
    public void process(@TimerId("timer") Timer timer) {
      timer.offset(Duration.standardHours(1)).setRelative();
    }

    @OnTimer("timer")
    public void onTimer() {
      call();
    }
  }

  static final class EmitMuch extends DoFn<Integer, Integer> {
    private final boolean callsItself;

    EmitMuch(boolean callsItself) {
      this.callsItself = callsItself;
    }

    @ProcessElement
    public void process(OutputReceiver<Integer> out) {
      for (int i = 0; i < ELEMENTS; i++) {
        if (callsItself) {
          call();
        }
        out.output(i);
      }
    }
  }

  static final class Claim extends DoFn<Integer, Long> {
    private final boolean emits;

    Claim(boolean emits) {
      this.emits = emits;
    }

    @GetInitialRestriction
    public OffsetRange restriction() {
      return new OffsetRange(0, ELEMENTS);
    }

    @ProcessElement
    public void process(RestrictionTracker<OffsetRange, Long> tracker, OutputReceiver<Long> out) {
      long next = tracker.currentRestriction().getFrom();
      while (tracker.tryClaim(next)) {
        call();
        if (emits) {
          out.output(next);
        }
        next++;
      }
    }
  }

  /** Fails once the other branch is in its last call. */
  static final class Fail extends DoFn<Integer, Void> {
    @ProcessElement
    public void process() throws InterruptedException {
      lastBegun.await();
      throw new IllegalStateException("in the other branch");
    }
  }
}
