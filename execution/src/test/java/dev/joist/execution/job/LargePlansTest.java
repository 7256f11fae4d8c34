// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.job;

import static dev.joist.execution.fixture.Plans.FORWARD;
import static dev.joist.execution.fixture.Plans.REBALANCE;
import static dev.joist.execution.fixture.Plans.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.execution.fixture.Numbers;
import dev.joist.execution.fixture.PassingOperator;
import dev.joist.execution.fixture.Plans;
import dev.joist.execution.fixture.Recorder;
import dev.joist.execution.fixture.Runs;
import dev.joist.execution.graph.OperatorNode;
import dev.joist.execution.graph.PhysicalPlan;
import dev.joist.execution.subtask.SubtaskLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Plans of a thousand operators are built and run in seconds: nothing in them is quadratic. */
class LargePlansTest {

  private static final int ELEMENTS = 100;

  private final Recorder sink = new Recorder();

  @Test
  @Timeout(60)
  void aThousandStages() throws Throwable {
    Plans plans = new Plans().stage(1, node("copy 0", 0, 1, Numbers.below(ELEMENTS)));
    for (int i = 1; i < 1000; i++) {
      plans.stage(1, node("copy " + i, 1, 1, PassingOperator.flatten(1)));
      plans.link("copy " + (i - 1), "copy " + i, REBALANCE);
    }
    plans.stage(1, node("write", 1, 0, sink.sink(1))).link("copy 999", "write", REBALANCE);

    assertArrives(plans.plan(), 1);
  }

  @Test
  @Timeout(60)
  void aThousandOperatorsInOneStage() throws Throwable {
    List<OperatorNode> nodes = new ArrayList<>();
    nodes.add(node("copy 0", 0, 1, Numbers.below(ELEMENTS)));
    Plans plans = new Plans();
    for (int i = 1; i < 1000; i++) {
      nodes.add(node("copy " + i, 1, 1, PassingOperator.flatten(1)));
      plans.link("copy " + (i - 1), "copy " + i, FORWARD);
    }
    nodes.add(node("write", 1, 0, sink.sink(1)));
    plans.link("copy 999", "write", FORWARD);
    plans.stage(2, nodes.toArray(OperatorNode[]::new));

    assertArrives(plans.plan(), 1);
  }

  @Test
  @Timeout(60)
  void aFlattenOfFiveHundredStages() throws Throwable {
    int inputs = 500;
    Plans plans = new Plans();
    for (int i = 0; i < inputs; i++) {
      plans.stage(1, node("read " + i, 0, 1, Numbers.below(ELEMENTS)));
      plans.link("read " + i, "flatten." + i, REBALANCE);
    }
    plans.stage(2, node("flatten", inputs, 1, PassingOperator.flatten(inputs)));
    plans.stage(1, node("write", 1, 0, sink.sink(1))).link("flatten", "write", REBALANCE);

    assertArrives(plans.plan(), inputs);
  }

  private void assertArrives(PhysicalPlan plan, int times) throws Throwable {
    Runs.threaded(plan, SubtaskLimits.defaults());

    assertThat(sink.elements()).hasSize(times * ELEMENTS);
    assertThat(sink.elements()).containsAll(LongStream.range(0, ELEMENTS).boxed().toList());
  }
}
