// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.job;

import static dev.joist.execution.fixture.Plans.BY_VALUE;
import static dev.joist.execution.fixture.Plans.REBALANCE;
import static dev.joist.execution.fixture.Plans.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.execution.fixture.Numbers;
import dev.joist.execution.fixture.PassingOperator;
import dev.joist.execution.fixture.Plans;
import dev.joist.execution.fixture.Runs;
import dev.joist.execution.graph.PhysicalPlan;
import dev.joist.execution.operator.Receiver;
import dev.joist.execution.simulation.SeededExecutor;
import dev.joist.execution.simulation.VirtualClock;
import dev.joist.execution.subtask.SubtaskLimits;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How much memory elements keep on their way, as they would if each had ten megabytes. */
@Timeout(120)
class ChannelBudgetTest {

  private static final long TEN_MB = 10L << 20;
  private static final long BUDGET = 8 * TEN_MB;
  private static final int SEEDS = 30;

  private final AtomicLong onTheirWay = new AtomicLong();
  private final AtomicLong mostOnTheirWay = new AtomicLong();

  @Test
  void largeElementsKeepNoMoreThanTheBudget() throws Throwable {
    for (long seed = 1; seed <= SEEDS; seed++) {
      mostOnTheirWay.set(0);

      run(exchange(1), seed);

      // One more is in the hands of the source, and one in those of the sink.
      assertThat(mostOnTheirWay.get() * TEN_MB).as("seed %d", seed).isLessThan(BUDGET);
      assertThat(onTheirWay).hasValue(0);
    }
  }

  @Test
  void aChannelOfItsOwnForEachPairAddsOneElementToTheBudget() throws Throwable {
    int parallelism = 4;
    long inHands = 2L * parallelism;
    long channels = (long) parallelism * parallelism;
    for (long seed = 1; seed <= SEEDS; seed++) {
      mostOnTheirWay.set(0);

      run(exchange(parallelism), seed);

      assertThat(mostOnTheirWay.get() * TEN_MB)
          .as("seed %d", seed)
          .isLessThan(BUDGET + (channels + inHands) * TEN_MB);
    }
  }

  /** Sources of many elements, and sinks that get few turns. */
  private PhysicalPlan exchange(int parallelism) {
    return new Plans()
        .stage(
            parallelism,
            node("source", 0, 1, Numbers.below(200)),
            node("leave", 1, 1, PassingOperator.of((number, output) -> leave(number, output))))
        .stage(parallelism, node("sink", 1, 1, PassingOperator.of((number, output) -> arrive())))
        .link("source", "leave", Plans.FORWARD)
        .link("leave", "sink", parallelism == 1 ? REBALANCE : BY_VALUE, () -> element -> TEN_MB)
        .plan();
  }

  private void leave(long number, Receiver output) {
    long now = onTheirWay.incrementAndGet();
    mostOnTheirWay.accumulateAndGet(now, Math::max);
    output.accept(number);
  }

  private void arrive() {
    onTheirWay.decrementAndGet();
  }

  private static void run(PhysicalPlan plan, long seed) throws Throwable {
    VirtualClock clock = new VirtualClock(0);
    SubtaskLimits limits = SubtaskLimits.defaults().withChannelBytes(4L << 20, BUDGET);
    Runs.finish(
        Job.start(
            plan,
            new JobConfig("test", clock, limits, Runs.MAX_PARALLELISM),
            SeededExecutor.withClock(seed, clock)));
  }
}
