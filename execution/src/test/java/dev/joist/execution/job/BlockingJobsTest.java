// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.job;

import static dev.joist.execution.fixture.Plans.BROADCAST;
import static dev.joist.execution.fixture.Plans.BY_VALUE;
import static dev.joist.execution.fixture.Plans.REBALANCE;
import static dev.joist.execution.fixture.Plans.node;
import static dev.joist.execution.operator.OperatorFactory.inLanes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.execution.fixture.Instances;
import dev.joist.execution.fixture.Numbers;
import dev.joist.execution.fixture.PassingOperator;
import dev.joist.execution.fixture.Plans;
import dev.joist.execution.fixture.Recorder;
import dev.joist.execution.fixture.Runs;
import dev.joist.execution.graph.PhysicalPlan;
import dev.joist.execution.operator.Operator;
import dev.joist.execution.operator.OperatorContext;
import dev.joist.execution.operator.OperatorFactory;
import dev.joist.execution.subtask.SubtaskLimits;
import dev.joist.execution.subtask.ThreadPerSubtask;
import dev.joist.execution.time.Clock;
import dev.joist.execution.watermark.Watermark;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Jobs whose operators block, with the lanes that this takes, on threads and in simulation. */
@Timeout(120)
class BlockingJobsTest {

  private static final int SEEDS = 40;

  private final Instances instances = new Instances();
  private final CountDownLatch never = new CountDownLatch(1);

  private PhysicalPlan plan(long end, LongConsumer onElement, Recorder sink) {
    OperatorFactory body = inLanes(instances.of(onElement));
    return new Plans()
        .stage(1, node("read", 0, 1, Numbers.below(end)))
        .stage(1, node("work", 1, 1, body))
        .stage(1, node("write", 1, 0, sink.sink(1)))
        .link("read", "work", REBALANCE)
        .link("work", "write", REBALANCE)
        .plan();
  }

  private static Job start(PhysicalPlan plan, int maxLanes) {
    return Runs.start(
        plan,
        SubtaskLimits.defaults().withMaxLanes(maxLanes),
        Clock.system(),
        new ThreadPerSubtask(Clock.system()));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Test
  void elementsThatWaitForEachOtherAreAllBegun() throws Throwable {
    CountDownLatch begun = new CountDownLatch(20);
    Recorder sink = new Recorder();

    Job job =
        Runs.finish(
            start(
                plan(
                    20,
                    n -> {
                      begun.countDown();
                      await(begun);
                    },
                    sink),
                32));

    assertThat(sink.elements())
        .containsExactlyInAnyOrderElementsOf(LongStream.range(0, 20).boxed().toList());
    assertThat(instances.opened().get()).isBetween(20, 32);
    assertThat(instances.closed()).hasValue(instances.opened().get());
    assertThat(job.progress())
        .extracting(stage -> stage.stage() + " " + stage.elementsIn() + " " + stage.elementsOut())
        .containsExactly("read 0 20", "work 20 20", "write 20 0");
    assertThat(job.progress()).allMatch(p -> p.outputWatermarkMillis() == Long.MAX_VALUE);
  }

  @Test
  void thereAreNeverMoreLanesThanThereMayBe() throws Throwable {
    CountDownLatch three = new CountDownLatch(3);
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();

    Runs.finish(
        start(
            plan(
                30,
                n -> {
                  most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                  three.countDown();
                  await(three);
                  inside.decrementAndGet();
                },
                new Recorder()),
            3));

    assertThat(most).hasValue(3);
    assertThat(instances.opened()).hasValue(3);
    assertThat(instances.closed()).hasValue(3);
  }

  @Test
  void aFailureInOneLaneStopsThoseThatBlockAndIsTheJobs() throws Exception {
    IllegalArgumentException thrown = new IllegalArgumentException("no fives");
    Job job =
        start(
            plan(
                20,
                n -> {
                  if (n == 5) {
                    throw thrown;
                  }
                  await(never);
                },
                new Recorder()),
            20);

    assertThat(Runs.end(job)).isEqualTo(JobState.FAILED);
    assertThat(job.failure()).containsSame(thrown);
    assertThat(instances.closed()).hasValue(instances.opened().get());
    assertThat(instances.interruptedInClose()).isEmpty();
  }

  @Test
  void cancelStopsAllLanesThatBlock() throws Exception {
    CountDownLatch begun = new CountDownLatch(4);
    Job job =
        start(
            plan(
                20,
                n -> {
                  begun.countDown();
                  await(never);
                },
                new Recorder()),
            4);
    begun.await();

    job.cancel();

    assertThat(Runs.end(job)).isEqualTo(JobState.CANCELLED);
    assertThat(instances.opened()).hasValue(4);
    assertThat(instances.closed()).hasValue(4);
    assertThat(instances.interruptedInClose()).isEmpty();
  }

  @Test
  void anOperatorThatCannotBeOpenedInASecondLaneFailsTheJob() throws Exception {
    AtomicInteger made = new AtomicInteger();
    OperatorFactory once =
        inLanes(
            context -> {
              if (made.incrementAndGet() > 1) {
                throw new IllegalStateException("one is enough");
              }
              return instances.of(n -> await(never)).create(context);
            });
    Job job =
        start(
            new Plans()
                .stage(1, node("read", 0, 1, Numbers.below(3)))
                .stage(1, node("work", 1, 1, once))
                .link("read", "work", REBALANCE)
                .plan(),
            4);

    assertThat(Runs.end(job)).isEqualTo(JobState.FAILED);
    assertThat(job.failure()).get().hasToString("java.lang.IllegalStateException: one is enough");
    assertThat(instances.closed()).hasValue(1);
  }

  @Test
  void noElementIsLostOrDoubledAndNoneIsLateUnderAnyInterleaving() throws Throwable {
    for (SubtaskLimits limits : List.of(SubtaskLimits.defaults(), Runs.TIGHT)) {
      for (long seed = 0; seed < SEEDS; seed++) {
        Recorder sink = new Recorder();
        Runs.simulated(branching(sink), limits.withMaxLanes(5), seed);

        assertThat(sink.elements())
            .as("%s, seed %d", limits, seed)
            .containsExactlyInAnyOrderElementsOf(
                LongStream.range(0, 160).map(n -> n / 2).boxed().toList());
        assertNoneIsLate(sink.trace(), seed);
      }
    }
    assertThat(instances.opened())
        .as("lanes in all simulations")
        .hasValueGreaterThan(2 * 2 * SEEDS);
    assertThat(instances.closed()).hasValue(instances.opened().get());
  }

  private PhysicalPlan branching(Recorder sink) {
    return new Plans()
        .stage(2, node("read", 0, 1, Numbers.below(80)))
        .stage(2, node("work", 1, 1, inLanes(instances.of(n -> {}))))
        .stage(2, node("join", 2, 1, inLanes(PassingOperator.flatten(2))))
        .stage(1, node("write", 1, 0, sink.sink(1)))
        .link("read", "work", REBALANCE)
        .link("work", "join.0", BY_VALUE)
        .link("read", "join.1", BY_VALUE)
        .link("join", "write", REBALANCE)
        .plan();
  }

  private static void assertNoneIsLate(List<String> trace, long seed) {
    long watermark = Long.MIN_VALUE;
    for (String line : trace) {
      if (line.startsWith("0:wm ")) {
        String time = line.substring("0:wm ".length());
        watermark = time.equals("final") ? Long.MAX_VALUE : Long.parseLong(time);
      } else if (line.startsWith("0:")) {
        assertThat(Long.parseLong(line.substring(2)))
            .as("seed %d", seed)
            .isGreaterThanOrEqualTo(watermark);
      }
    }
  }

  @Test
  void theLastPanesReachAllLanesUnderAnyInterleaving() throws Throwable {
    for (long seed = 0; seed < SEEDS; seed++) {
      Recorder sink = new Recorder();
      PhysicalPlan plan =
          new Plans()
              .stage(1, node("read", 0, 1, Numbers.below(40)))
              .stage(1, node("panes", 0, 1, Numbers.below(5)))
              .stage(2, node("work", 2, 1, inLanes(WaitsForAllPanes::new)))
              .stage(1, node("write", 1, 0, sink.sink(1)))
              .link("read", "work.0", REBALANCE)
              .link("panes", "work.1", BROADCAST)
              .link("work", "write", REBALANCE)
              .plan();

      Runs.simulated(plan, Runs.TIGHT.withMaxLanes(4), seed);

      assertThat(sink.elements())
          .as("seed %d", seed)
          .containsExactlyInAnyOrderElementsOf(LongStream.range(0, 40).boxed().toList());
    }
  }

  /** Keeps its elements until it knows the last pane. */
  private static final class WaitsForAllPanes extends PassingOperator {

    private final List<Object> waiting = new ArrayList<>();
    private long newest = -1;
    private long watermark = Watermark.INITIAL_MILLIS;

    private WaitsForAllPanes(OperatorContext context) {
      super(context, 2);
    }

    @Override
    protected void onElement(int port, Object element) {
      if (port > 0) {
        newest = Math.max(newest, (Long) element);
      } else {
        waiting.add(element);
      }
    }

    @Override
    public void finishBundle() {
      if (newest == 4) {
        waiting.forEach(context.output(0)::accept);
        waiting.clear();
      }
    }

    @Override
    public void adoptSideInputs(Operator other) {
      newest = ((WaitsForAllPanes) other).newest;
    }

    @Override
    public void onWatermark(int port, long watermarkMillis) {
      watermark = port == 0 ? watermarkMillis : watermark;
    }

    @Override
    public long outputWatermark() {
      return waiting.isEmpty() ? watermark : Watermark.INITIAL_MILLIS;
    }

    @Override
    public boolean isHolding() {
      return !waiting.isEmpty();
    }
  }
}
