// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import dev.joist.execution.channel.Cut;
import dev.joist.execution.graph.PhysicalPlan;
import dev.joist.execution.graph.Stage;
import dev.joist.execution.metrics.StageProgress;
import java.util.ArrayList;
import java.util.List;

/**
 * All subtasks of a job, connected.
 *
 * <p><b>Threading:</b> may be used from any thread.
 */
public final class Topology {

  private final PhysicalPlan plan;
  private final List<List<SubtaskLoop>> byStage;

  private Topology(PhysicalPlan plan, List<List<SubtaskLoop>> byStage) {
    this.plan = plan;
    this.byStage = byStage;
  }

  /** Registers the subtasks of {@code plan} with {@code executor} and connects them. */
  public static Topology build(
      PhysicalPlan plan, SubtaskEnvironment environment, SubtaskExecutor executor) {
    List<List<SubtaskLoop>> byStage = new ArrayList<>();
    for (Stage stage : plan.stages()) {
      List<SubtaskLoop> loops = new ArrayList<>();
      for (int i = 0; i < stage.parallelism(); i++) {
        SubtaskId id = new SubtaskId(stage.id().value(), stage.name(), i, stage.parallelism());
        loops.add(new SubtaskLoop(id, environment, executor));
      }
      byStage.add(List.copyOf(loops));
    }
    Wiring wiring = new Wiring(plan, byStage, environment.limits());
    wiring.connect();
    return new Topology(plan, List.copyOf(byStage));
  }

  /** All subtasks. */
  public List<SubtaskId> subtasks() {
    return byStage.stream().flatMap(List::stream).map(SubtaskLoop::id).toList();
  }

  /**
   * Sends {@code cut} into the data flow. It starts at the subtasks that read no channel; the
   * others are told because all channels of one may have ended.
   */
  public void injectCut(Cut cut) {
    byStage.forEach(loops -> loops.forEach(loop -> loop.injectCut(cut)));
  }

  /** Makes every subtask look again. */
  public void wakeAll() {
    byStage.forEach(loops -> loops.forEach(loop -> loop.parker().wake()));
  }

  /** How far each stage is. */
  public List<StageProgress> progress() {
    List<StageProgress> all = new ArrayList<>();
    for (Stage stage : plan.stages()) {
      all.add(
          StageProgress.of(
              stage.name(),
              byStage.get(stage.id().value()).stream().map(SubtaskLoop::metrics).toList()));
    }
    return all;
  }
}
