// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.joist.execution.operator.OperatorFactory;
import dev.joist.execution.operator.OperatorId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PhysicalPlanTest {

  private static final OperatorFactory NEVER_CREATED =
      context -> {
        throw new IllegalStateException("this plan is not run");
      };
  private static final Partitioning FORWARD = new Partitioning.Forward();
  private static final Partitioning REBALANCE = new Partitioning.Rebalance();

  @Test
  void knowsTheStageOfEachOperatorAndItsSubtasks() {
    Stage read = stage(0, 2, node("read", 0, 1), node("map", 1, 1));
    Stage write = stage(1, 3, node("write", 1, 0));
    PhysicalPlan plan =
        new PhysicalPlan(
            List.of(read, write),
            List.of(link("read", "map", FORWARD), link("map", "write", REBALANCE)));

    assertThat(plan.stageOf(new OperatorId("map"))).isEqualTo(read);
    assertThat(plan.stageOf(new OperatorId("write"))).isEqualTo(write);
    assertThat(plan.subtasks()).isEqualTo(5);
    assertThat(read.name()).isEqualTo("read +1");
    assertThat(write.name()).isEqualTo("write");
    assertThatThrownBy(() -> plan.stageOf(new OperatorId("other")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no operator other in this plan");
  }

  @Test
  void mayBeEmpty() {
    PhysicalPlan plan = new PhysicalPlan(List.of(), List.of());

    assertThat(plan.subtasks()).isZero();
  }

  @Test
  void refusesAStageOutOfItsPlace() {
    assertRefused(
        List.of(stage(1, 1, node("a", 0, 0))), List.of(), "stage 1 stands at place 0 of the plan");
  }

  @Test
  void refusesTwoOperatorsOfOneId() {
    assertRefused(
        List.of(stage(0, 1, node("a", 0, 0)), stage(1, 1, node("a", 0, 0))),
        List.of(),
        "two operators have the id a");
  }

  @Test
  void refusesALinkToAnOperatorThatIsNotThere() {
    assertRefused(
        List.of(stage(0, 1, node("a", 0, 1))),
        List.of(link("a", "b", FORWARD)),
        "link a.0 -> b.0 (Forward) names b, which is not in the plan");
  }

  @Test
  void refusesALinkToAPortThatIsNotThere() {
    assertRefused(
        List.of(stage(0, 1, node("a", 0, 1), node("b", 1, 0))),
        List.of(new Link(output("a", 1), input("b", 0), FORWARD)),
        "link a.1 -> b.0 (Forward) names a port that does not exist:"
            + " a has 1 outputs, b has 1 inputs");
  }

  @Test
  void refusesALinkAgainstTheOrder() {
    assertRefused(
        List.of(stage(0, 1, node("a", 1, 1)), stage(1, 1, node("b", 0, 1))),
        List.of(link("b", "a", FORWARD)),
        "link b.0 -> a.0 (Forward) goes against the order of the plan");
  }

  @Test
  void refusesAForwardLinkBetweenDifferentParallelisms() {
    assertRefused(
        List.of(stage(0, 2, node("a", 0, 1)), stage(1, 3, node("b", 1, 0))),
        List.of(link("a", "b", FORWARD)),
        "link a.0 -> b.0 (Forward) is forward, but parallelism is 2 before and 3 after");
  }

  @Test
  void refusesAnExchangeInsideAStage() {
    assertRefused(
        List.of(stage(0, 2, node("a", 0, 1), node("b", 1, 0))),
        List.of(link("a", "b", REBALANCE)),
        "link a.0 -> b.0 (Rebalance) is inside stage 0 and must be forward");
  }

  @Test
  void refusesAnInputWithTwoLinks() {
    assertRefused(
        List.of(stage(0, 1, node("a", 0, 2), node("b", 1, 0))),
        List.of(link("a", "b", FORWARD), new Link(output("a", 1), input("b", 0), FORWARD)),
        "two links lead to Input[operator=b, port=0]");
  }

  @Test
  void refusesAnInputWithoutALink() {
    assertRefused(
        List.of(stage(0, 1, node("a", 0, 1), node("b", 2, 0))),
        List.of(link("a", "b", FORWARD)),
        "no link leads to input 1 of b");
  }

  @Test
  void refusesAStageWithoutSubtasksOrOperators() {
    assertThatThrownBy(() -> stage(3, 0, node("a", 0, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("stage 3 has parallelism 0; it must be at least 1");
    assertThatThrownBy(() -> stage(3, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("stage 3 has no operator");
  }

  @Test
  void refusesAStageThatStartsAfterOneBehindIt() {
    assertRefused(
        List.of(
            new Stage(new StageId(0), 1, List.of(node("a", 0, 0)), List.of(new StageId(1)), false),
            stage(1, 1, node("b", 0, 0))),
        List.of(),
        "stage 0 starts after stage 1, which does not come before it");
  }

  private static void assertRefused(List<Stage> stages, List<Link> links, String message) {
    assertThatThrownBy(() -> new PhysicalPlan(stages, links))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private static Stage stage(int id, int parallelism, OperatorNode... nodes) {
    return new Stage(new StageId(id), parallelism, List.of(nodes));
  }

  private static OperatorNode node(String id, int inputs, int outputs) {
    return new OperatorNode(
        new OperatorId(id), "test", names("in", inputs), names("out", outputs), NEVER_CREATED);
  }

  private static List<String> names(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
  }

  private static Link link(String from, String to, Partitioning partitioning) {
    return new Link(output(from, 0), input(to, 0), partitioning);
  }

  private static Link.Output output(String operator, int index) {
    return new Link.Output(new OperatorId(operator), index);
  }

  private static Link.Input input(String operator, int port) {
    return new Link.Input(new OperatorId(operator), port);
  }
}
