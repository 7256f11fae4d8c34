// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.PipelineResult.State;
import org.apache.beam.sdk.io.range.OffsetRange;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Redistribute;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker;
import org.apache.beam.sdk.values.PCollectionView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Functions that block until all elements were begun: they need as many lanes as elements. */
@Timeout(120)
class BlockingFunctionsTest {

  private static final int ELEMENTS = 12;
  private static final List<Integer> INPUT = IntStream.range(0, ELEMENTS).boxed().toList();

  /** Waits until all elements were begun, and counts them. */
  static final class AwaitAll extends DoFn<Integer, Integer> {
    static CountDownLatch begun = new CountDownLatch(ELEMENTS);
    static final AtomicInteger SET_UP = new AtomicInteger();
    static final AtomicInteger TORN_DOWN = new AtomicInteger();

    private final Counter counter = Metrics.counter("test", "elements");

    @Setup
    public void setUp() {
      SET_UP.incrementAndGet();
    }

    @ProcessElement
    public void process(@Element Integer element, OutputReceiver<Integer> out)
        throws InterruptedException {
      counter.inc();
      begun.countDown();
      begun.await();
      out.output(element);
    }

    @Teardown
    public void tearDown() {
      TORN_DOWN.incrementAndGet();
    }
  }

  /** Adds what the view says; runs in the same lane as what is before it. */
  static final class AddView extends DoFn<Integer, Integer> {
    private final PCollectionView<Integer> view;

    AddView(PCollectionView<Integer> view) {
      this.view = view;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      context.output(context.element() + context.sideInput(view));
    }
  }

  @Test
  void allElementsBehindAReshuffleAreBegunThoughEachBlocks() {
    AwaitAll.begun = new CountDownLatch(ELEMENTS);
    AwaitAll.SET_UP.set(0);
    AwaitAll.TORN_DOWN.set(0);
    Pipeline pipeline = pipeline();
    PCollectionView<Integer> hundred =
        pipeline.apply("Hundred", Create.of(100)).apply(View.asSingleton());
    var sums =
        pipeline
            .apply(Create.of(INPUT))
            .apply(Reshuffle.viaRandomKey())
            .apply("Await", ParDo.of(new AwaitAll()))
            .apply("Add", ParDo.of(new AddView(hundred)).withSideInputs(hundred));
    PAssert.that(sums).containsInAnyOrder(INPUT.stream().map(n -> n + 100).toList());

    PipelineResult result = pipeline.run();

    assertThat(result.waitUntilFinish()).isEqualTo(State.DONE);
    assertThat(AwaitAll.SET_UP).hasValueGreaterThanOrEqualTo(ELEMENTS);
    assertThat(AwaitAll.TORN_DOWN).hasValue(AwaitAll.SET_UP.get());
    assertThat(result.metrics().queryMetrics(counted()).getCounters())
        .extracting(MetricResult::getAttempted)
        .containsExactly((long) ELEMENTS);
  }

  @Test
  void allElementsBehindARedistributeAreBegunThoughEachBlocks() {
    AwaitAll.begun = new CountDownLatch(ELEMENTS);
    Pipeline pipeline = pipeline();
    var same =
        pipeline
            .apply(Create.of(INPUT))
            .apply(Redistribute.arbitrarily())
            .apply("Await", ParDo.of(new AwaitAll()));
    PAssert.that(same).containsInAnyOrder(INPUT);

    assertThat(pipeline.run().waitUntilFinish()).isEqualTo(State.DONE);
  }

  /** Waits for all others of its kind before it claims anything. */
  @DoFn.BoundedPerElement
  static final class AwaitAllSplittable extends DoFn<Integer, Integer> {
    static final CountDownLatch BEGUN = new CountDownLatch(ELEMENTS);

    @GetInitialRestriction
    public OffsetRange restriction() {
      return new OffsetRange(0, 3);
    }

    @ProcessElement
    public void process(
        @Element Integer element,
        RestrictionTracker<OffsetRange, Long> tracker,
        OutputReceiver<Integer> out)
        throws InterruptedException {
      BEGUN.countDown();
      BEGUN.await();
      for (long at = tracker.currentRestriction().getFrom(); tracker.tryClaim(at); at++) {
        out.output(element);
      }
    }
  }

  @Test
  void allPiecesOfASplittableFunctionAreBegunThoughEachBlocks() {
    Pipeline pipeline = pipeline();
    var copies = pipeline.apply(Create.of(INPUT)).apply(ParDo.of(new AwaitAllSplittable()));
    PAssert.that(copies)
        .containsInAnyOrder(IntStream.range(0, 3 * ELEMENTS).mapToObj(n -> n % ELEMENTS).toList());

    assertThat(pipeline.run().waitUntilFinish()).isEqualTo(State.DONE);
  }

  @Test
  void fewerLanesThanOneAreRefused() {
    Pipeline pipeline = pipeline("--maxLanes=0");
    pipeline.apply(Create.of(1));

    assertThatThrownBy(pipeline::run).hasMessageContaining("--maxLanes is 0");
  }

  private static MetricsFilter counted() {
    return MetricsFilter.builder()
        .addNameFilter(MetricNameFilter.named("test", "elements"))
        .build();
  }

  private static Pipeline pipeline(String... args) {
    String[] all = new String[args.length + 2];
    all[0] = "--runner=JoistRunner";
    all[1] = "--parallelism=1";
    System.arraycopy(args, 0, all, 2, args.length);
    return Pipeline.create(PipelineOptionsFactory.fromArgs(all).create());
  }
}
