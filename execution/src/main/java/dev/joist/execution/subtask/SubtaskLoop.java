// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import static java.util.Objects.requireNonNull;

import dev.joist.execution.channel.Cut;
import dev.joist.execution.channel.Waiter;
import dev.joist.execution.metrics.SubtaskMetrics;
import dev.joist.execution.operator.OperatorId;
import dev.joist.execution.operator.SideTask;
import dev.joist.state.SubtaskScope;
import dev.joist.state.SubtaskStores;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A subtask as its job sees it: it lives as long as any of its lanes does.
 *
 * <p><b>Threading:</b> {@link #connect} is called before the executor starts; all else may be
 * called from any thread, and what changes is guarded by the baton.
 */
final class SubtaskLoop {

  private final SubtaskId id;
  private final SubtaskEnvironment environment;
  private final SubtaskExecutor executor;
  private final StartGate start;
  private final int mostLanes;
  private final boolean isWatched;
  private final SubtaskMetrics metrics = new SubtaskMetrics();
  private final WaitingLanes waiting = new WaitingLanes();
  private final LaneLoop first;
  private final Mailbox mailbox;
  private final Map<OperatorId, Object> shared = new HashMap<>();
  private @Nullable StageWiring wiring;
  private @Nullable Subtask subtask;
  private @Nullable SubtaskStores stores;
  private final AtomicInteger running = new AtomicInteger(1);
  private final AtomicInteger besides = new AtomicInteger();
  private int startedLanes = 1;
  private volatile boolean failed;
  private @Nullable Throwable failureInEnd;

  /**
   * A subtask, registered with {@code executor}.
   *
   * @param start keeps sources of the subtask from working yet
   * @param mostLanes how many lanes it may have
   * @param isWatched whether somebody looks whether its lanes are blocked
   */
  SubtaskLoop(
      SubtaskId id,
      SubtaskEnvironment environment,
      SubtaskExecutor executor,
      StartGate start,
      int mostLanes,
      boolean isWatched) {
    this.id = id;
    this.environment = environment;
    this.executor = executor;
    this.start = start;
    this.mostLanes = mostLanes;
    this.isWatched = isWatched;
    this.first = new LaneLoop(this, id.toString(), environment, executor);
    this.mailbox = new Mailbox(waiter());
  }

  SubtaskId id() {
    return id;
  }

  boolean isWatched() {
    return isWatched;
  }

  SubtaskMetrics metrics() {
    return metrics;
  }

  /** Wakes whoever waits for something outside of the subtask. */
  Waiter waiter() {
    return isWatched ? waiting : first.parker();
  }

  void connect(StageWiring stageWiring) {
    wiring = stageWiring;
    LaneSupply supply = new LaneSupply(mostLanes, isWatched, waiting, mailbox, this::startLane);
    subtask = new Subtask(id, environment, metrics, stageWiring, supply, start);
  }

  /** Makes the subtask act on a cut if none of its channels will deliver it. */
  void injectCut(Cut cut) {
    mailbox.send(() -> subtask().inject(cut));
    if (cut.kind() == Cut.Kind.BARRIER) {
      subtask().lanes().expectSnapshot(true);
    }
  }

  /** Makes every lane look again. */
  void wakeAll() {
    first.parker().wake();
    if (isWatched) {
      waiting.wake();
      subtask().lanes().wakeAll();
    }
  }

  /** Looks for lanes that are blocked. */
  void watch() {
    subtask().watch();
  }

  StageWiring wiring() {
    return requireNonNull(wiring, "the subtask was not connected");
  }

  Subtask subtask() {
    return requireNonNull(subtask, "the subtask was not connected");
  }

  /** The lane that the subtask begins with. */
  LaneLoop first() {
    return first;
  }

  /** The state of all lanes, which the first one opens. */
  SubtaskStores stores() {
    SubtaskStores opened = stores;
    if (opened == null) {
      opened = environment.stateBackend().open(scope());
      stores = opened;
    }
    return opened;
  }

  private SubtaskScope scope() {
    return new SubtaskScope(id.index(), id.parallelism(), environment.maxParallelism(), 0);
  }

  /** What the lanes of an operator share. */
  @SuppressWarnings("unchecked") // An operator asks for one thing, of one type.
  <T> T shared(OperatorId operator, Supplier<T> maker) {
    Baton baton = subtask().baton();
    baton.take();
    try {
      Object there = shared.get(operator);
      if (there == null) {
        there = maker.get();
        shared.put(operator, there);
      }
      return (T) there;
    } finally {
      baton.give();
    }
  }

  /** Starts one more lane; with the baton. */
  private void startLane() {
    String name = "%s, lane %d".formatted(id, startedLanes + 1);
    new LaneLoop(this, name, environment, executor);
    startOneMore();
    startedLanes++;
  }

  /**
   * Starts {@code task} on a thread beside the lanes; for a lane, which has not ended. Returns what
   * wakes it, null if there are as many as there may be.
   */
  @Nullable Runnable startBeside(SideTask task) {
    int most = environment.limits().maxLanes();
    if (most == 1 || besides.get() >= most) {
      return null;
    }
    int number = besides.incrementAndGet();
    Parker parker =
        new SideLoop(this, "%s, beside %d".formatted(id, number), environment, executor, task)
            .parker();
    startOneMore();
    return parker::wake;
  }

  /** Counted before it runs: it may end at once. */
  private void startOneMore() {
    running.incrementAndGet();
    try {
      executor.start();
    } catch (Throwable thrown) {
      running.decrementAndGet();
      throw thrown;
    }
  }

  /** A task beside the lanes has ended. */
  void sideEnded() {
    besides.decrementAndGet();
  }

  /**
   * Counts out a lane whose operators are closed, or a task beside them; returns whether no other
   * is left.
   */
  boolean isLastToEnd(boolean hasFailed) {
    if (hasFailed) {
      failed = true;
    }
    return running.decrementAndGet() == 0;
  }

  /**
   * Ends the subtask when its last lane has ended: closes its state and tells the job.
   *
   * @throws OutOfMemoryError if there is no memory for that; the next call goes on from there
   */
  void end() {
    closeStores();
    if (!failed) {
      tellDone();
    }
    if (failureInEnd != null) {
      environment.events().onFailed(id, failureInEnd);
    }
    if (failed) {
      environment.events().onClosed(id);
    }
  }

  private void closeStores() {
    SubtaskStores opened = stores;
    if (opened == null) {
      return;
    }
    Closing closing = opened::close;
    stores = null;
    Throwable thrown = Closing.close(closing, null);
    if (thrown != null) {
      fail(thrown);
    }
  }

  /** The job would not be right if it heard half of it and then all of it again: it fails. */
  private void tellDone() {
    try {
      environment.events().onDone(id);
    } catch (OutOfMemoryError error) {
      fail(error);
    }
  }

  private void fail(Throwable thrown) {
    environment.events().onFailing(thrown);
    failed = true;
    failureInEnd = thrown;
  }
}
