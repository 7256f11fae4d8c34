// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import static dev.joist.execution.fixture.Plans.BROADCAST;
import static dev.joist.execution.fixture.Plans.FORWARD;
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
import dev.joist.execution.job.Job;
import dev.joist.execution.job.JobState;
import dev.joist.execution.operator.OperatorFactory;
import dev.joist.execution.time.Clock;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sources of stages that start after others. */
@Timeout(120)
class StartsAfterTest {

  private static final int SEEDS = 100;

  private final Recorder recorder = new Recorder();

  /** A main source that is read beside what {@code side} becomes. */
  private PhysicalPlan mainBeside(OperatorFactory side, long sideEnd) {
    return new Plans()
        .stage(2, node("side", 0, 1, Numbers.below(sideEnd)))
        .stage(1, node("view", 1, 1, side))
        .stageAfter(
            List.of(1),
            2,
            node("main", 0, 1, Numbers.below(50)),
            node("reader", 2, 0, recorder.sink(2)))
        .link("side", "view", REBALANCE)
        .link("main", "reader", FORWARD)
        .link("view", "reader.1", BROADCAST)
        .plan();
  }

  @Test
  void readNothingBeforeAllOfTheOtherStageHasArrived() throws Throwable {
    for (long seed = 1; seed <= SEEDS; seed++) {
      Recorder ofRun = new Recorder();
      PhysicalPlan plan =
          new Plans()
              .stage(1, node("side", 0, 1, Numbers.below(40)))
              .stage(1, node("view", 1, 1, PassingOperator.flatten(1)))
              .stageAfter(
                  List.of(1),
                  1,
                  node("main", 0, 1, Numbers.below(50)),
                  node("reader", 2, 0, ofRun.sink(2)))
              .link("side", "view", REBALANCE)
              .link("main", "reader", FORWARD)
              .link("view", "reader.1", BROADCAST)
              .plan();

      Runs.simulated(plan, Runs.TIGHT, seed);

      List<String> trace = ofRun.trace();
      int firstOfMain = trace.indexOf("0:0");
      assertThat(trace.subList(0, firstOfMain))
          .as("seed %d", seed)
          .containsAll(LongStream.range(0, 40).mapToObj(n -> "1:" + n).toList())
          .contains("1:wm final");
      assertThat(trace.subList(firstOfMain, trace.size())).noneMatch(line -> line.startsWith("1:"));
    }
  }

  @Test
  void beginThoughTheOtherStageHadNothing() throws Throwable {
    Runs.simulated(mainBeside(PassingOperator.flatten(1), 0), Runs.TIGHT, 1);

    assertThat(recorder.elements()).hasSize(50);
  }

  @Test
  void beginWhenTheLastOfSeveralStagesIsDone() throws Throwable {
    for (long seed = 1; seed <= SEEDS; seed++) {
      Recorder ofRun = new Recorder();
      PhysicalPlan plan =
          new Plans()
              .stage(2, node("left", 0, 1, Numbers.below(20)))
              .stage(1, node("leftView", 1, 1, PassingOperator.flatten(1)))
              .stageAfter(List.of(1), 3, node("right", 0, 1, Numbers.below(30)))
              .stage(1, node("rightView", 1, 1, PassingOperator.flatten(1)))
              .stageAfter(List.of(1, 3), 2, node("main", 0, 1, Numbers.below(10)))
              .stage(1, node("reader", 3, 0, ofRun.sink(3)))
              .link("left", "leftView", REBALANCE)
              .link("right", "rightView", REBALANCE)
              .link("main", "reader", REBALANCE)
              .link("leftView", "reader.1", BROADCAST)
              .link("rightView", "reader.2", BROADCAST)
              .plan();

      Runs.simulated(plan, Runs.TIGHT, seed);

      assertThat(ofRun.elements()).as("seed %d", seed).hasSize(60);
    }
  }

  @Test
  void neverBeginAfterAFailure() throws Throwable {
    OperatorFactory failing =
        PassingOperator.of(
            (element, output) -> {
              throw new IllegalStateException("the view cannot be made");
            });

    assertThatThrownBy(() -> Runs.simulated(mainBeside(failing, 1), Runs.TIGHT, 1))
        .hasMessageContaining("the view cannot be made");
    assertThat(recorder.elements()).isEmpty();
  }

  @Test
  void endWithTheirJobWhileTheyWait() throws Exception {
    PhysicalPlan plan = mainBeside(PassingOperator.flatten(1), Long.MAX_VALUE / 2);
    Job job =
        Runs.start(
            plan, SubtaskLimits.defaults(), Clock.system(), new ThreadPerSubtask(Clock.system()));

    job.cancel();

    assertThat(Runs.end(job)).isEqualTo(JobState.CANCELLED);
  }

  @Test
  void workWithAThreadEach() throws Throwable {
    Runs.threaded(mainBeside(PassingOperator.flatten(1), 1000), SubtaskLimits.defaults());

    assertThat(recorder.elements()).hasSize(50 + 2 * 1000);
  }
}
