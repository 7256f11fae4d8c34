// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.job;

import static dev.joist.execution.fixture.Plans.BROADCAST;
import static dev.joist.execution.fixture.Plans.BY_VALUE;
import static dev.joist.execution.fixture.Plans.FORWARD;
import static dev.joist.execution.fixture.Plans.REBALANCE;
import static dev.joist.execution.fixture.Plans.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.execution.fixture.Numbers;
import dev.joist.execution.fixture.PassingOperator;
import dev.joist.execution.fixture.Plans;
import dev.joist.execution.fixture.Recorder;
import dev.joist.execution.fixture.Runs;
import dev.joist.execution.fixture.SumByKey;
import dev.joist.execution.graph.Partitioning;
import dev.joist.execution.graph.PhysicalPlan;
import dev.joist.execution.operator.Receiver;
import dev.joist.execution.subtask.SubtaskLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every plan gives its result under any interleaving, with roomy and with the tightest limits. */
class IntegerPipelinesTest {

  private static final int SEEDS = 10;

  @Test
  void anEmptyPlanIsDoneAtOnce() throws Throwable {
    Job job = Runs.simulated(new Plans().plan(), SubtaskLimits.defaults(), 1);

    assertThat(job.state()).isEqualTo(JobState.DONE);
    assertThat(job.progress()).isEmpty();
  }

  @Test
  void sourceMapByKeySum() throws Throwable {
    assertAlways(
        sink ->
            new Plans()
                .stage(
                    2,
                    node("read", 0, 1, Numbers.below(100)),
                    node("map", 1, 1, PassingOperator.of((n, out) -> out.accept(n * 2))))
                .stage(3, node("sum", 1, 1, SumByKey.modulo(4)))
                .stage(1, node("write", 1, 0, sink.sink(1)))
                .link("read", "map", FORWARD)
                .link(
                    "map",
                    "sum",
                    new Partitioning.ByKeyGroup((n, groups) -> (int) ((Long) n % 4 % groups)))
                .link("sum", "write", REBALANCE)
                .plan(),
        List.of("0=4900", "2=5000"));
  }

  @Test
  void fanOutSendsEachElementToAllConsumersOfAnOutput() throws Throwable {
    assertAlways(
        sink ->
            new Plans()
                .stage(1, node("read", 0, 1, Numbers.below(20)), node("near", 1, 0, sink.sink(1)))
                .stage(2, node("far", 1, 0, sink.sink(1)))
                .stage(2, node("all", 1, 0, sink.sink(1)))
                .link("read", "near", FORWARD)
                .link("read", "far", REBALANCE)
                .link("read", "all", BROADCAST)
                .plan(),
        numbers(20, 4));
  }

  @Test
  void diamond() throws Throwable {
    assertAlways(
        sink ->
            new Plans()
                .stage(2, node("read", 0, 1, Numbers.below(50)))
                .stage(2, node("slow", 1, 1, PassingOperator.of((n, out) -> out.accept(n))))
                .stage(3, node("join", 2, 1, PassingOperator.flatten(2)))
                .stage(1, node("write", 1, 0, sink.sink(1)))
                .link("read", "slow", REBALANCE)
                .link("slow", "join.0", BY_VALUE)
                .link("read", "join.1", BY_VALUE)
                .link("join", "write", REBALANCE)
                .plan(),
        numbers(50, 2));
  }

  @Test
  void severalLinksBetweenTheSameStages() throws Throwable {
    assertAlways(
        sink ->
            new Plans()
                .stage(
                    2,
                    node("read", 0, 1, Numbers.below(40)),
                    node("even", 1, 1, PassingOperator.of(IntegerPipelinesTest::even)))
                .stage(2, node("first", 1, 0, sink.sink(1)), node("second", 2, 0, sink.sink(2)))
                .link("read", "even", FORWARD)
                .link("read", "first", FORWARD)
                .link("even", "second.0", BY_VALUE)
                .link("even", "second.1", BROADCAST)
                .plan(),
        Stream.of(numbers(40, 1), evenNumbers(), evenNumbers(), evenNumbers())
            .flatMap(List::stream)
            .toList());
  }

  @Test
  void oneElementMayEmitFarMoreThanAllRingsHold() throws Throwable {
    assertAlways(
        sink ->
            new Plans()
                .stage(1, node("read", 0, 1, Numbers.below(1)))
                .stage(
                    1,
                    node(
                        "explode",
                        1,
                        1,
                        PassingOperator.of(
                            (n, out) -> LongStream.range(0, 300).forEach(out::accept))))
                .stage(2, node("write", 1, 0, sink.sink(1)))
                .link("read", "explode", REBALANCE)
                .link("explode", "write", REBALANCE)
                .plan(),
        numbers(300, 1));
  }

  private static void even(long n, Receiver out) {
    if (n % 2 == 0) {
      out.accept(n);
    }
  }

  private static void assertAlways(Function<Recorder, PhysicalPlan> plan, List<?> expected)
      throws Throwable {
    for (SubtaskLimits limits : List.of(SubtaskLimits.defaults(), Runs.TIGHT)) {
      for (long seed = 0; seed < SEEDS; seed++) {
        Recorder simulated = new Recorder();
        Runs.simulated(plan.apply(simulated), limits, seed);
        assertThat(simulated.elements())
            .as("%s, seed %d", limits, seed)
            .containsExactlyInAnyOrderElementsOf(expected);
      }
      Recorder threaded = new Recorder();
      Runs.threaded(plan.apply(threaded), limits);
      assertThat(threaded.elements())
          .as("%s, threads", limits)
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  private static List<Object> numbers(long end, int times) {
    List<Object> all = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      LongStream.range(0, end).forEach(all::add);
    }
    return all;
  }

  private static List<Object> evenNumbers() {
    return LongStream.range(0, 20).mapToObj(n -> (Object) (2 * n)).toList();
  }
}
