// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.testing;

import dev.joist.execution.graph.Link;
import dev.joist.execution.graph.OperatorNode;
import dev.joist.execution.graph.Partitioning;
import dev.joist.execution.graph.PhysicalPlan;
import dev.joist.execution.graph.Stage;
import dev.joist.execution.graph.StageId;
import dev.joist.execution.job.Job;
import dev.joist.execution.job.JobConfig;
import dev.joist.execution.job.JobState;
import dev.joist.execution.operator.OperatorFactory;
import dev.joist.execution.operator.OperatorId;
import dev.joist.execution.simulation.SeededExecutor;
import dev.joist.execution.subtask.SubtaskLimits;
import dev.joist.execution.time.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** One run of a script: feeders in a subtask, the operator in a second, a collector in a third. */
final class ScriptRun {

  private static final OperatorId OPERATOR = new OperatorId("operator");
  private static final OperatorId COLLECTOR = new OperatorId("collector");
  private static final int KEY_GROUPS = 128;

  private final Specification specification;
  private final Variant variant;
  private final long seed;
  private final SettableClock clock = new SettableClock(0);
  private final Playback playback;

  ScriptRun(Specification specification, Variant variant, long seed) {
    this.specification = specification;
    this.variant = variant;
    this.seed = seed;
    this.playback = new Playback(specification, variant, clock);
  }

  /**
   * Plays the script; throws an {@link AssertionError} that says how to play the same run again.
   */
  void play(Duration patience) throws InterruptedException {
    // One lane: a script says in which order things happen, and all its inputs are alike.
    SubtaskLimits limits = variant.limits(seed).withMaxLanes(1);
    JobConfig config = new JobConfig("script", clock, limits, KEY_GROUPS);
    Job job = Job.start(plan(), config, SeededExecutor.withoutClock(seed));
    JobState state = job.await(patience);
    if (!state.isFinal()) {
      job.cancel();
      throw failed(new AssertionError("still running after " + patience));
    }
    job.failure()
        .filter(thrown -> !isRegularEnd(thrown))
        .ifPresent(
            thrown -> {
              throw failed(thrown);
            });
  }

  private static boolean isRegularEnd(Throwable thrown) {
    return thrown instanceof Playback.ScriptOver && thrown.getSuppressed().length == 0;
  }

  private AssertionError failed(Throwable thrown) {
    return new AssertionError(
        "%s, seed %d, at %s: %s%nTo play this run alone: replay(%dL)"
            .formatted(variant, seed, playback.position(), thrown.getMessage(), seed),
        thrown);
  }

  private PhysicalPlan plan() {
    int inputs = specification.inputs();
    int outputs = specification.outputs();
    List<OperatorNode> feeders = new ArrayList<>();
    List<Link> links = new ArrayList<>();
    for (int i = 0; i < Math.max(1, inputs); i++) {
      int port = i;
      OperatorId id = new OperatorId("feeder " + port);
      feeders.add(node(id, 0, inputs == 0 ? 0 : 1, context -> new Feeder(context, playback, port)));
      if (port < inputs) {
        links.add(link(id, 0, OPERATOR, port));
      }
    }
    List<Stage> stages = new ArrayList<>();
    stages.add(new Stage(new StageId(0), 1, feeders));
    stages.add(
        new Stage(new StageId(1), 1, List.of(node(OPERATOR, inputs, outputs, operatorFactory()))));
    if (outputs > 0) {
      OperatorFactory collector = context -> new Collector(playback, outputs);
      stages.add(new Stage(new StageId(2), 1, List.of(node(COLLECTOR, outputs, 0, collector))));
      IntStream.range(0, outputs).forEach(i -> links.add(link(OPERATOR, i, COLLECTOR, i)));
    }
    return new PhysicalPlan(stages, links);
  }

  private OperatorFactory operatorFactory() {
    return variant
        .restarts(seed)
        .map(restarts -> RestartingOperator.factory(specification, restarts))
        .orElse(specification.factory());
  }

  private static OperatorNode node(OperatorId id, int ins, int outs, OperatorFactory factory) {
    return new OperatorNode(id, "script", names(ins), names(outs), factory);
  }

  private static List<String> names(int count) {
    return IntStream.range(0, count).mapToObj(Integer::toString).toList();
  }

  private static Link link(OperatorId from, int output, OperatorId to, int port) {
    return new Link(
        new Link.Output(from, output), new Link.Input(to, port), new Partitioning.Rebalance());
  }
}
