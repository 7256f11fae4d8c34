// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.simulation;

import dev.joist.execution.subtask.Parker;
import dev.joist.execution.subtask.SubtaskExecutor;
import dev.joist.execution.watermark.Watermark;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * A subtask as its {@link SeededExecutor} sees it.
 *
 * <p><b>Threading:</b> its fields are guarded by the executor's monitor; {@code turn} alone is
 * waited for outside of it.
 */
final class SimulatedSubtask implements Parker {

  /**
   * Where a subtask stands.
   *
   * <pre>
   *   RUNNABLE --its turn--> RUNNING --yields, or parks unprepared--> RUNNABLE
   *   RUNNING --parks--> WAITING --woken, or deadline--> RUNNABLE
   *   RUNNING --body returned--> DONE
   * </pre>
   */
  enum State {
    RUNNABLE,
    RUNNING,
    WAITING,
    DONE
  }

  private final SeededExecutor executor;
  private final String name;
  private final SubtaskExecutor.Body body;
  private final Semaphore turn = new Semaphore(0);
  State state = State.RUNNABLE;

  /** Whether it announced that it may wait and was not woken since. */
  boolean prepared;

  long deadlineMillis = Watermark.FINAL_MILLIS;
  @Nullable String deadlock;

  SimulatedSubtask(SeededExecutor executor, String name, SubtaskExecutor.Body body) {
    this.executor = executor;
    this.name = name;
    this.body = body;
  }

  String name() {
    return name;
  }

  String waitsFor() {
    return body.waitsFor();
  }

  /** The life of the subtask's thread. */
  void live() {
    awaitTurn();
    try {
      body.run();
    } finally {
      executor.leave(this);
    }
  }

  void awaitTurn() {
    turn.acquireUninterruptibly();
  }

  void giveTurn() {
    turn.release();
  }

  @Override
  public void prepare() {
    executor.prepare(this);
  }

  @Override
  public void park(long deadline) {
    executor.park(this, deadline);
  }

  @Override
  public void unprepare() {
    executor.unprepare(this);
  }

  @Override
  public void yieldAfterWork() {
    executor.yieldTurn(this);
  }

  @Override
  public void wake() {
    executor.wake(this);
  }
}
