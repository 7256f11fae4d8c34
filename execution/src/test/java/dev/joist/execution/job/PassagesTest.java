// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.job;

import static dev.joist.execution.fixture.Plans.BY_VALUE;
import static dev.joist.execution.fixture.Plans.REBALANCE;
import static dev.joist.execution.fixture.Plans.node;
import static dev.joist.execution.operator.OperatorFactory.inLanes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.execution.fixture.PassingOperator;
import dev.joist.execution.fixture.Plans;
import dev.joist.execution.fixture.Runs;
import dev.joist.execution.graph.PhysicalPlan;
import dev.joist.execution.operator.OperatorContext;
import dev.joist.execution.operator.Progress;
import dev.joist.execution.simulation.SeededExecutor;
import dev.joist.execution.simulation.VirtualClock;
import dev.joist.execution.watermark.Watermark;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** What a source hears of the elements that others have passed. */
class PassagesTest {

  private static final int SEEDS = 60;
  private static final long COUNT = 200;
  private static final long NEVER = -1;

  /** Elements whose bundle a sink has ended. */
  private final Set<Long> processed = ConcurrentHashMap.newKeySet();

  /** Elements of which their source heard that every stage has passed them. */
  private final Set<Long> passed = ConcurrentHashMap.newKeySet();

  /** Elements of which a source heard before a sink had processed them. */
  private final Set<Long> tooEarly = ConcurrentHashMap.newKeySet();

  @Test
  void everythingIsPassedBeforeTheJobIsDone() throws Throwable {
    for (long seed = 0; seed < SEEDS; seed++) {
      clear();
      Runs.simulated(plan(NEVER), Runs.TIGHT.withMaxLanes(3), seed);

      assertThat(tooEarly).as("seed %d", seed).isEmpty();
      assertThat(passed).as("seed %d", seed).hasSize((int) COUNT);
    }
  }

  @Test
  void nothingIsPassedThatAFailedJobDidNotProcess() throws Exception {
    int some = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      clear();
      VirtualClock clock = new VirtualClock(0);
      Job job =
          Runs.start(
              plan(COUNT / 2),
              Runs.TIGHT.withMaxLanes(3),
              clock,
              SeededExecutor.withClock(seed, clock));

      assertThat(Runs.end(job)).isEqualTo(JobState.FAILED);
      assertThat(tooEarly).as("seed %d", seed).isEmpty();
      assertThat(processed).as("seed %d", seed).containsAll(passed);
      some += passed.size();
    }
    assertThat(some).isPositive();
  }

  private void clear() {
    processed.clear();
    passed.clear();
    tooEarly.clear();
  }

  /** Two ways from the source to sinks that have processed an element when its bundle ends. */
  private PhysicalPlan plan(long failsAt) {
    return new Plans()
        .stage(2, node("read", 0, 1, Telling::new))
        .stage(2, node("copy", 1, 1, inLanes(PassingOperator.flatten(1))))
        .stage(3, node("join", 2, 1, PassingOperator.flatten(2)))
        .stage(2, node("write", 1, 0, context -> new Sink(context, failsAt)))
        .link("read", "copy", REBALANCE)
        .link("copy", "join.0", BY_VALUE)
        .link("read", "join.1", BY_VALUE)
        .link("join", "write", REBALANCE)
        .plan();
  }

  /** Emits numbers, and asks at each end of a bundle to hear of those that it emitted since. */
  private final class Telling extends PassingOperator {

    private final long step;
    private List<Long> emitted = new ArrayList<>();
    private long next;
    private long watermark = Watermark.INITIAL_MILLIS;

    private Telling(OperatorContext context) {
      super(context, 0);
      step = context.parallelism();
      next = context.subtaskIndex();
    }

    @Override
    public boolean hasOwnWork() {
      return true;
    }

    @Override
    public Progress work(int budget) {
      if (next >= COUNT) {
        return Progress.DONE;
      }
      context.output(0).accept(next);
      emitted.add(next);
      next += step;
      return Progress.WORKED;
    }

    @Override
    public void finishBundle() {
      watermark = next < COUNT ? next : Watermark.FINAL_MILLIS;
      List<Long> ofBundle = emitted;
      emitted = new ArrayList<>();
      if (!ofBundle.isEmpty()) {
        context.whenPassed(() -> ofBundle.forEach(this::hear));
      }
    }

    private void hear(long element) {
      passed.add(element);
      if (!processed.contains(element)) {
        tooEarly.add(element);
      }
    }

    @Override
    public long outputWatermark() {
      return watermark;
    }
  }

  private final class Sink extends PassingOperator {

    private final List<Long> ofBundle = new ArrayList<>();
    private final long failsAt;

    private Sink(OperatorContext context, long failsAt) {
      super(context, 1);
      this.failsAt = failsAt;
    }

    @Override
    protected void onElement(int port, Object element) {
      ofBundle.add((Long) element);
    }

    @Override
    public void finishBundle() {
      if (ofBundle.contains(failsAt)) {
        throw new IllegalStateException("failed");
      }
      processed.addAll(ofBundle);
      ofBundle.clear();
    }
  }
}
