// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import static dev.joist.execution.fixture.Plans.BY_VALUE;
import static dev.joist.execution.fixture.Plans.REBALANCE;
import static dev.joist.execution.fixture.Plans.node;
import static dev.joist.execution.operator.OperatorFactory.inLanes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.execution.channel.ChannelMemory;
import dev.joist.execution.channel.Cut;
import dev.joist.execution.fixture.Numbers;
import dev.joist.execution.fixture.PassingOperator;
import dev.joist.execution.fixture.Plans;
import dev.joist.execution.fixture.Recorder;
import dev.joist.execution.fixture.Runs;
import dev.joist.execution.graph.PhysicalPlan;
import dev.joist.execution.operator.OperatorContext;
import dev.joist.execution.operator.OperatorFactory;
import dev.joist.execution.operator.StopFlag;
import dev.joist.execution.quiescence.QuiescenceRounds;
import dev.joist.execution.simulation.SeededExecutor;
import dev.joist.execution.simulation.VirtualClock;
import dev.joist.state.heap.HeapStateBackend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Cuts that are sent into running plans at any moment. */
class CutsTest {

  private static final int SEEDS = 30;

  /** Notes who acted on which cut, and where the source and the sinks were then. */
  private static final class Observer implements SubtaskEnvironment.Events {

    private final Recorder sink = new Recorder();
    private final Map<SubtaskId, List<Long>> cuts = new HashMap<>();
    private final Map<Long, Integer> sinksAtCut = new HashMap<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final StopFlag stop = new StopFlag();

    @Override
    public StopFlag stop() {
      return stop;
    }

    @Override
    public boolean isDraining() {
      return false;
    }

    @Override
    public void onOpened(SubtaskId subtask) {}

    @Override
    public boolean mayStart() {
      return true;
    }

    @Override
    public void onCut(SubtaskId subtask, Cut cut, boolean worked) {
      cuts.computeIfAbsent(subtask, id -> new ArrayList<>()).add(cut.id());
      if (subtask.stageName().equals("write")) {
        sinksAtCut.put(cut.id(), sink.elements().size());
      }
    }

    @Override
    public void onDone(SubtaskId subtask) {}

    @Override
    public void onFailing(Throwable cause) {}

    @Override
    public void onFailed(SubtaskId subtask, Throwable failure) {
      failures.add(failure);
      stop.raise();
    }

    @Override
    public void onClosed(SubtaskId subtask) {}
  }

  /** Emits ten times the watermark's worth of elements when it moves, all to output 0. */
  private static OperatorFactory burstAtEachWatermark() {
    return context ->
        new PassingOperator(context, 1) {
          @Override
          protected void onElement(int port, Object element) {
            context.output(0).accept(element);
            context.output(1).accept(element);
          }

          @Override
          public void onWatermark(int port, long watermarkMillis) throws Exception {
            super.onWatermark(port, watermarkMillis);
            for (long i = 0; i < 10; i++) {
              context.output(0).accept(i);
            }
          }
        };
  }

  @Test
  void everySubtaskActsOnEachCutOnceAndInOrder() throws Exception {
    for (long seed = 0; seed < SEEDS; seed++) {
      Observer observer = new Observer();
      PhysicalPlan plan =
          new Plans()
              .stage(2, node("read", 0, 1, Numbers.below(60)))
              .stage(2, node("burst", 1, 2, burstAtEachWatermark()))
              .stage(2, node("long way", 1, 1, inLanes(PassingOperator.flatten(1))))
              .stage(3, node("join", 2, 1, inLanes(PassingOperator.flatten(2))))
              .stage(1, node("write", 1, 0, observer.sink.sink(1)))
              .link("read", "burst", BY_VALUE)
              .link("burst.1", "long way", BY_VALUE)
              .link("long way", "join.0", BY_VALUE)
              .link("burst.0", "join.1", BY_VALUE)
              .link("join", "write", REBALANCE)
              .plan();

      List<SubtaskId> subtasks = run(plan, observer, seed, 20);

      assertThat(observer.failures).as("seed %d", seed).isEmpty();
      for (SubtaskId subtask : subtasks) {
        assertThat(observer.cuts.get(subtask))
            .as("seed %d, %s", seed, subtask)
            .containsExactly(1L, 2L, 3L);
      }
    }
  }

  @Test
  void allThatWasSentBeforeACutLiesBeforeItEverywhere() throws Exception {
    for (long seed = 0; seed < SEEDS; seed++) {
      Observer observer = new Observer();
      Map<Long, Long> emittedAtCut = new HashMap<>();
      PhysicalPlan plan =
          new Plans()
              .stage(1, node("read", 0, 1, Numbers.below(60)))
              .stage(1, node("count", 1, 1, context -> new CountAtBundleEnd(context, emittedAtCut)))
              .stage(3, node("copy", 1, 1, inLanes(PassingOperator.flatten(1))))
              .stage(1, node("write", 1, 0, observer.sink.sink(1)))
              .link("read", "count", REBALANCE)
              .link("count", "copy", REBALANCE)
              .link("copy", "write", REBALANCE)
              .plan();

      run(plan, observer, seed, 15);

      assertThat(observer.failures).as("seed %d", seed).isEmpty();
      assertThat(observer.sinksAtCut).as("seed %d", seed).hasSize(3);
      assertThat(emittedAtCut.keySet())
          .as("seed %d: where the bundles of 'count' ended", seed)
          .containsAll(observer.sinksAtCut.values().stream().map(Integer::longValue).toList());
    }
  }

  /** Notes how many elements it emitted at each end of a bundle. */
  private static final class CountAtBundleEnd extends PassingOperator {

    private final Map<Long, Long> counts;
    private long emitted;

    private CountAtBundleEnd(OperatorContext context, Map<Long, Long> counts) {
      super(context, 1);
      this.counts = counts;
    }

    @Override
    protected void onElement(int port, Object element) {
      emitted++;
      super.onElement(port, element);
    }

    @Override
    public void finishBundle() {
      counts.merge(emitted, 1L, Long::sum);
    }
  }

  /** Runs a plan to its end and sends three barriers into it, one each {@code turns} turns. */
  private static List<SubtaskId> run(PhysicalPlan plan, Observer observer, long seed, int turns)
      throws Exception {
    VirtualClock clock = new VirtualClock(0);
    SeededExecutor executor = SeededExecutor.withClock(seed, clock);
    Topology topology =
        Topology.build(
            plan,
            new SubtaskEnvironment(
                clock,
                Runs.TIGHT.withMaxLanes(5),
                Runs.MAX_PARALLELISM,
                new HeapStateBackend(),
                new QuiescenceRounds<SubtaskId>(marker -> {}),
                observer,
                ChannelMemory.unlimited()),
            executor);
    executor.listen(
        (turn, subtask, now) -> {
          if (turn % turns == 0 && turn / turns <= 3) {
            topology.injectCut(new Cut(Cut.Kind.BARRIER, turn / turns));
          }
        });
    executor.start();
    assertThat(executor.awaitEnd(Duration.ofSeconds(30))).isTrue();
    return topology.subtasks();
  }
}
