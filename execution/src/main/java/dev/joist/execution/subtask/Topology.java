// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import dev.joist.execution.channel.Cut;
import dev.joist.execution.graph.PhysicalPlan;
import dev.joist.execution.graph.Stage;
import dev.joist.execution.graph.StageId;
import dev.joist.execution.metrics.OpenBundles;
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
  private final List<StartGate> starts;

  private Topology(PhysicalPlan plan, List<List<SubtaskLoop>> byStage, List<StartGate> starts) {
    this.plan = plan;
    this.byStage = byStage;
    this.starts = starts;
  }

  /** Registers the subtasks of {@code plan} with {@code executor} and connects them. */
  public static Topology build(
      PhysicalPlan plan, SubtaskEnvironment environment, SubtaskExecutor executor) {
    List<List<SubtaskLoop>> byStage = new ArrayList<>();
    List<StartGate> starts = new ArrayList<>();
    for (Stage stage : plan.stages()) {
      int mostLanes = plan.isElastic(stage) ? environment.limits().maxLanes() : 1;
      boolean isWatched = mostLanes > 1 || stage.tellsTime();
      StartGate start =
          new StartGate(
              stage.startsAfter().stream()
                  .mapToInt(before -> plan.stages().get(before.value()).parallelism())
                  .sum());
      List<SubtaskLoop> loops = new ArrayList<>();
      for (int i = 0; i < stage.parallelism(); i++) {
        SubtaskId id = new SubtaskId(stage.id().value(), stage.name(), i, stage.parallelism());
        loops.add(new SubtaskLoop(id, environment, executor, start, mostLanes, isWatched));
      }
      byStage.add(List.copyOf(loops));
      starts.add(start);
    }
    Wiring wiring = new Wiring(plan, byStage, environment);
    wiring.connect();
    Topology topology = new Topology(plan, List.copyOf(byStage), List.copyOf(starts));
    topology.haveBlockedLanesWatched(executor);
    return topology;
  }

  private void haveBlockedLanesWatched(SubtaskExecutor executor) {
    List<SubtaskLoop> watched =
        byStage.stream().flatMap(List::stream).filter(SubtaskLoop::isWatched).toList();
    if (!watched.isEmpty()) {
      executor.watch(() -> watched.forEach(SubtaskLoop::watch), LaneWatch.PERIOD_MILLIS);
    }
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

  /** A subtask is done: the stages that waited for it alone begin. */
  public void onDone(SubtaskId subtask) {
    for (Stage stage : plan.stages()) {
      int number = stage.id().value();
      if (stage.startsAfter().contains(new StageId(subtask.stage()))
          && starts.get(number).oneIsDone()) {
        wake(byStage.get(number));
      }
    }
  }

  /** Makes every subtask look again. */
  public void wakeAll() {
    byStage.forEach(Topology::wake);
  }

  private static void wake(List<SubtaskLoop> loops) {
    loops.forEach(SubtaskLoop::wakeAll);
  }

  /** What each stage has in open bundles, or had when the job failed. */
  public List<OpenBundles> openBundles() {
    return plan.stages().stream()
        .map(
            stage ->
                OpenBundles.of(
                    stage.name(),
                    byStage.get(stage.id().value()).stream().map(SubtaskLoop::metrics).toList()))
        .toList();
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
