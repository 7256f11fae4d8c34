// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import dev.joist.execution.operator.Progress;
import dev.joist.execution.operator.SideTask;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * The life of a task beside the lanes of a subtask, on a thread of its own: steps it until it is
 * done or the job is stopped, and closes it whatever happened.
 *
 * <p><b>Errors:</b> as in a {@link LaneLoop}, whatever is thrown on the way is why the job fails,
 * and each step of the end is tried again until there is memory for it.
 */
final class SideLoop implements SubtaskExecutor.Body {

  private final SubtaskLoop owner;
  private final SubtaskEnvironment environment;
  private final SideTask task;
  private final Parker parker;
  private @Nullable Throwable failure;
  private boolean isClosed;
  private boolean isTold;
  private boolean isCounted;
  private boolean isLast;

  /** The loop of {@code task}, registered with {@code executor} under {@code name}. */
  SideLoop(
      SubtaskLoop owner,
      String name,
      SubtaskEnvironment environment,
      SubtaskExecutor executor,
      SideTask task) {
    this.owner = owner;
    this.environment = environment;
    this.task = task;
    this.parker = executor.register(name, this);
  }

  Parker parker() {
    return parker;
  }

  @Override
  public void run() {
    try {
      stepUntilDone();
    } catch (Throwable thrown) {
      environment.events().onFailing(thrown);
      failure = thrown;
    }
    while (!hasEnded()) {
      parker.backOff();
    }
  }

  private void stepUntilDone() throws Exception {
    while (true) {
      checkNotCancelled();
      Progress progress = task.step();
      if (progress == Progress.IDLE) {
        parker.prepare();
        progress = task.step();
        checkNotCancelled();
        if (progress == Progress.IDLE) {
          parker.park(task.deadlineMillis());
        } else {
          parker.unprepare();
        }
      }
      if (progress == Progress.DONE) {
        return;
      }
      parker.yieldAfterWork();
    }
  }

  private boolean hasEnded() {
    try {
      end();
      return true;
    } catch (OutOfMemoryError error) {
      return false;
    }
  }

  private void end() {
    // An interrupt was meant for what the task waited for.
    Thread.interrupted();
    if (!isClosed) {
      isClosed = true;
      failure = Closing.close(task::close, failure);
    }
    if (failure != null && !isTold) {
      environment.events().onFailed(owner.id(), failure);
      isTold = true;
    }
    if (!isCounted) {
      isLast = owner.isLastToEnd(failure != null);
      isCounted = true;
      owner.sideEnded();
    }
    if (isLast) {
      owner.end();
    }
  }

  private void checkNotCancelled() {
    if (environment.events().stop().isRaised()) {
      throw new CancellationException("%s was cancelled".formatted(owner.id()));
    }
  }

  @Override
  public String waitsFor() {
    return "something outside of the job, beside its subtask";
  }
}
