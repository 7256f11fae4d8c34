// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.simulation;

import static dev.joist.execution.fixture.Plans.BY_VALUE;
import static dev.joist.execution.fixture.Plans.REBALANCE;
import static dev.joist.execution.fixture.Plans.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.joist.execution.fixture.Numbers;
import dev.joist.execution.fixture.PassingOperator;
import dev.joist.execution.fixture.Plans;
import dev.joist.execution.fixture.Recorder;
import dev.joist.execution.fixture.Runs;
import dev.joist.execution.graph.PhysicalPlan;
import dev.joist.execution.operator.OperatorContext;
import dev.joist.execution.operator.Progress;
import dev.joist.execution.subtask.SubtaskLimits;
import dev.joist.execution.time.SettableClock;
import dev.joist.execution.watermark.Watermark;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeededExecutorTest {

  /** All that can be seen of a run: the turns, and what the sinks saw. */
  private record Trace(List<String> turns, List<String> sinks) {}

  @Test
  void oneSeedIsOneRun() throws Throwable {
    for (SubtaskLimits limits : List.of(SubtaskLimits.defaults(), Runs.TIGHT)) {
      for (long seed = 0; seed < 10; seed++) {
        assertThat(trace(limits, seed)).isEqualTo(trace(limits, seed));
      }
    }
  }

  @Test
  void otherSeedsAreOtherRuns() throws Throwable {
    Set<Trace> traces = new HashSet<>();
    for (long seed = 0; seed < 10; seed++) {
      traces.add(trace(Runs.TIGHT, seed));
    }

    assertThat(traces).hasSize(10);
  }

  @Test
  void jumpsToTheEarliestDeadlineWhenNobodyCanRun() throws Throwable {
    Recorder sink = new Recorder();
    VirtualClock clock = new VirtualClock(1_000);
    PhysicalPlan plan =
        new Plans()
            .stage(
                2,
                node(
                    "alarm",
                    0,
                    1,
                    context -> new Alarm(context, 60_000L * (1 + context.subtaskIndex()))))
            .stage(1, node("write", 1, 0, sink.sink(1)))
            .link("alarm", "write", REBALANCE)
            .plan();

    Runs.finish(
        Runs.start(plan, SubtaskLimits.defaults(), clock, SeededExecutor.withClock(3, clock)));

    assertThat(sink.elements()).containsExactly(60_000L, 120_000L);
  }

  @Test
  void failsADeadlockedRunWithWhatEachSubtaskWaitsFor() {
    Recorder sink = new Recorder();
    SettableClock clock = new SettableClock(0);
    PhysicalPlan plan =
        new Plans()
            .stage(1, node("alarm", 0, 1, context -> new Alarm(context, 60_000)))
            .stage(2, node("write", 1, 0, sink.sink(1)))
            .link("alarm", "write", REBALANCE)
            .plan();

    assertThatThrownBy(
            () ->
                Runs.finish(
                    Runs.start(
                        plan, SubtaskLimits.defaults(), clock, SeededExecutor.withoutClock(3))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageMatching("deadlock after \\d+ turns: nobody can run and nobody waits .*(\n.*)*")
        .hasMessageContaining(
            "\n  alarm (stage 0, subtask 1 of 1): 0 of 0 channels open,"
                + " Idle[channels=0, ended={}, completed=0];"
                + " output watermark initial, own work not done")
        .hasMessageContaining("\n  write (stage 1, subtask 1 of 2): 1 of 1 channels open,")
        .hasMessageContaining("\n  write (stage 1, subtask 2 of 2): 1 of 1 channels open,");
  }

  private static Trace trace(SubtaskLimits limits, long seed) throws Throwable {
    Recorder sink = new Recorder();
    List<String> turns = new ArrayList<>();
    VirtualClock clock = new VirtualClock(0);
    SeededExecutor executor = SeededExecutor.withClock(seed, clock);
    executor.listen((turn, subtask, now) -> turns.add(turn + " " + subtask + " " + now));
    PhysicalPlan plan =
        new Plans()
            .stage(2, node("read", 0, 1, Numbers.below(20)))
            .stage(3, node("copy", 1, 1, PassingOperator.flatten(1)))
            .stage(2, node("write", 1, 0, sink.sink(1)))
            .link("read", "copy", BY_VALUE)
            .link("copy", "write", REBALANCE)
            .plan();
    Runs.finish(Runs.start(plan, limits, clock, executor));
    return new Trace(turns, sink.trace());
  }

  /** Emits the time at which it is woken, once, when that is due. */
  private static final class Alarm extends PassingOperator {

    private final long atMillis;
    private boolean rung;

    private Alarm(OperatorContext context, long atMillis) {
      super(context, 0);
      this.atMillis = atMillis;
    }

    @Override
    public boolean hasOwnWork() {
      return true;
    }

    @Override
    public Progress work(int budget) {
      if (context.clock().currentTimeMillis() < atMillis) {
        return Progress.IDLE;
      }
      context.output(0).accept(context.clock().currentTimeMillis());
      rung = true;
      return Progress.DONE;
    }

    @Override
    public long nextProcessingTimeMillis() {
      return rung ? Watermark.FINAL_MILLIS : atMillis;
    }

    @Override
    public long outputWatermark() {
      return rung ? Watermark.FINAL_MILLIS : Watermark.INITIAL_MILLIS;
    }
  }
}
