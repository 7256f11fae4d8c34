// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.simulation;

import dev.joist.execution.simulation.SimulatedSubtask.State;
import dev.joist.execution.subtask.Parker;
import dev.joist.execution.subtask.SubtaskExecutor;
import dev.joist.execution.subtask.SubtaskThreads;
import dev.joist.execution.watermark.Watermark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Runs the lanes of subtasks one at a time in an order that a seed decides, so that one seed is one
 * run.
 *
 * <p>Each subtask has a thread, of which exactly one is ever runnable. It passes the turn on after
 * a few steps that did something, when it parks, and when it is suspended inside an output. Who is
 * next, and after how many steps on average, is drawn from the seed. When nobody can, the virtual
 * clock jumps to the earliest deadline; without one either, the run is deadlocked, and a subtask
 * fails with a list of what each waits for.
 *
 * <p><b>User code</b> that sleeps or does input and output blocks the whole run for that while,
 * which makes it slower and changes nothing else. User code that waits for what another subtask's
 * user code does never comes back, since the other does not run meanwhile. Determinism ends where
 * user code asks the machine for the time or for random numbers, or wakes its subtask from a thread
 * of its own.
 *
 * <p><b>Threading:</b> a named concurrency part; all state is guarded by the object's monitor, and
 * who waits for a turn does so outside of it.
 */
public final class SeededExecutor implements SubtaskExecutor {

  /** What a turn takes in virtual time: a run that is never idle gets to its deadlines too. */
  private static final long NANOS_PER_TURN = 1_000;

  /** Runs differ in how long a subtask goes on before another is drawn: 1, 2, 4 or 8 steps. */
  private static final int MOST_RUN_LENGTHS = 4;

  /** One yield in so many is one at which the watch looks. */
  private static final int YIELDS_PER_LOOK = 4;

  private final SplittableRandom random;
  private final int runLength;
  private final @Nullable VirtualClock clock;
  private final SubtaskThreads threads = new SubtaskThreads();
  private final List<SimulatedSubtask> subtasks = new ArrayList<>();
  private final List<SimulatedSubtask> runnable = new ArrayList<>();
  private @Nullable Runnable look;
  private TurnListener listener = (turn, subtask, nowMillis) -> {};
  private long earliestDeadlineMillis = Watermark.FINAL_MILLIS;
  private long turns;

  private SeededExecutor(long seed, @Nullable VirtualClock clock) {
    this.random = new SplittableRandom(seed);
    this.runLength = 1 << random.nextInt(MOST_RUN_LENGTHS);
    this.clock = clock;
  }

  /** An executor of a job whose clock is {@code clock}. */
  public static SeededExecutor withClock(long seed, VirtualClock clock) {
    return new SeededExecutor(seed, clock);
  }

  /**
   * An executor of a job whose clock stands until somebody sets it, such as one with a test stream:
   * no deadline ever passes by itself.
   */
  public static SeededExecutor withoutClock(long seed) {
    return new SeededExecutor(seed, null);
  }

  /** Has {@code turnListener} told of each turn; to be called before {@link #start}. */
  public synchronized void listen(TurnListener turnListener) {
    listener = turnListener;
  }

  /** How many turns were taken. */
  public synchronized long turns() {
    return turns;
  }

  @Override
  public synchronized Parker register(String name, Body body) {
    SimulatedSubtask subtask = new SimulatedSubtask(this, name, body);
    threads.add(name, subtask::live);
    subtasks.add(subtask);
    runnable.add(subtask);
    return subtask;
  }

  /** Looks at moments that the seed decides; a lane that is not drawn looks blocked. */
  @Override
  public synchronized void watch(Runnable newLook, long periodMillis) {
    look = newLook;
  }

  @Override
  public synchronized void start() {
    threads.start();
    if (turns == 0) {
      passTurn();
    }
  }

  @Override
  public void interrupt() {
    threads.interrupt();
  }

  @Override
  public List<Thread> threads() {
    return threads.alive();
  }

  @Override
  public boolean awaitEnd(Duration timeout) throws InterruptedException {
    return threads.awaitEnd(timeout);
  }

  synchronized void prepare(SimulatedSubtask subtask) {
    subtask.prepared = true;
  }

  synchronized void unprepare(SimulatedSubtask subtask) {
    subtask.prepared = false;
  }

  synchronized void wake(SimulatedSubtask subtask) {
    subtask.prepared = false;
    if (subtask.state == State.WAITING) {
      makeRunnable(subtask);
    }
  }

  void yieldTurn(SimulatedSubtask subtask) {
    synchronized (this) {
      if (look != null && random.nextInt(YIELDS_PER_LOOK) == 0) {
        look.run();
      }
      beginTurn();
      makeRunnable(subtask);
      boolean goesOn = random.nextInt(runLength) != 0;
      run(goesOn ? runnable.size() - 1 : random.nextInt(runnable.size()));
    }
    subtask.awaitTurn();
  }

  void park(SimulatedSubtask subtask, long deadlineMillis) {
    synchronized (this) {
      if (!subtask.prepared) {
        makeRunnable(subtask);
      } else {
        subtask.state = State.WAITING;
        subtask.deadlineMillis = clock == null ? Watermark.FINAL_MILLIS : deadlineMillis;
        earliestDeadlineMillis = Math.min(earliestDeadlineMillis, subtask.deadlineMillis);
      }
      passTurn();
    }
    subtask.awaitTurn();
    throwIfDeadlocked(subtask);
  }

  synchronized void leave(SimulatedSubtask subtask) {
    subtask.state = State.DONE;
    passTurn();
  }

  private void makeRunnable(SimulatedSubtask subtask) {
    subtask.prepared = false;
    subtask.state = State.RUNNABLE;
    runnable.add(subtask);
  }

  /** Lets the next subtask run, if any is left. */
  private void passTurn() {
    beginTurn();
    if (runnable.isEmpty()) {
      jumpToEarliestDeadline();
    }
    if (runnable.isEmpty()) {
      breakDeadlock();
    }
    if (!runnable.isEmpty()) {
      run(random.nextInt(runnable.size()));
    }
  }

  /** Gives the turn to the subtask at {@code place} among the runnable ones. */
  private void run(int place) {
    SimulatedSubtask next = runnable.get(place);
    int last = runnable.size() - 1;
    runnable.set(place, runnable.get(last));
    runnable.remove(last);
    next.state = State.RUNNING;
    listener.onTurn(turns, next.name(), clock == null ? 0 : clock.currentTimeMillis());
    next.giveTurn();
  }

  private void beginTurn() {
    turns++;
    if (clock != null) {
      clock.advanceBy(NANOS_PER_TURN);
      wakeDue(clock.currentTimeMillis());
    }
  }

  private void jumpToEarliestDeadline() {
    refreshEarliestDeadline();
    if (clock != null && earliestDeadlineMillis != Watermark.FINAL_MILLIS) {
      clock.advanceTo(earliestDeadlineMillis);
      wakeDue(clock.currentTimeMillis());
    }
  }

  private void wakeDue(long nowMillis) {
    if (earliestDeadlineMillis > nowMillis) {
      return;
    }
    for (SimulatedSubtask subtask : subtasks) {
      if (subtask.state == State.WAITING && subtask.deadlineMillis <= nowMillis) {
        makeRunnable(subtask);
      }
    }
    refreshEarliestDeadline();
  }

  private void refreshEarliestDeadline() {
    earliestDeadlineMillis = Watermark.FINAL_MILLIS;
    for (SimulatedSubtask subtask : subtasks) {
      if (subtask.state == State.WAITING) {
        earliestDeadlineMillis = Math.min(earliestDeadlineMillis, subtask.deadlineMillis);
      }
    }
  }

  /** Nobody can run: makes the first subtask that waits say so. */
  private void breakDeadlock() {
    StringBuilder waiting = new StringBuilder();
    SimulatedSubtask first = null;
    for (SimulatedSubtask subtask : subtasks) {
      if (subtask.state == State.WAITING) {
        first = first == null ? subtask : first;
        waiting.append("\n  ").append(subtask.name()).append(": ").append(subtask.waitsFor());
      }
    }
    if (first != null) {
      first.deadlock =
          "deadlock after %d turns: nobody can run and nobody waits for a time:%s"
              .formatted(turns, waiting);
      makeRunnable(first);
    }
  }

  private synchronized void throwIfDeadlocked(SimulatedSubtask subtask) {
    String deadlock = subtask.deadlock;
    if (deadlock != null) {
      subtask.deadlock = null;
      throw new IllegalStateException(deadlock);
    }
  }
}
