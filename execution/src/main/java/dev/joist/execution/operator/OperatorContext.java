// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.operator;

import dev.joist.execution.quiescence.Quiescence;
import dev.joist.execution.time.Clock;
import dev.joist.execution.watermark.Watermark;
import dev.joist.state.SubtaskStores;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All that an operator may know of the world around it. */
public interface OperatorContext {

  OperatorId operatorId();

  /** Index of the subtask in its stage, from 0. */
  int subtaskIndex();

  /** Number of subtasks of the stage. */
  int parallelism();

  /** Number of key groups of the job. */
  int maxParallelism();

  Clock clock();

  /**
   * Whether the job stops. All outputs look at it; an operator that calls user code many times and
   * does not emit in between does as well.
   */
  StopFlag stop();

  /**
   * How far all that feeds the subtask is in processing time: what waited for a time up to then has
   * arrived. Final where nobody holds anything back; that is also so while no stage was planned to
   * tell it.
   */
  default long producersTimeMillis() {
    return Watermark.FINAL_MILLIS;
  }

  /** Where the elements of output {@code output} go; the same receiver at each call. */
  Receiver output(int output);

  /** The state of the subtask; an operator declares what it needs of it before it is opened. */
  SubtaskStores stores();

  /**
   * What all lanes of this operator in the subtask share: made by the first of them that asks, at
   * most one thing an operator.
   */
  default <T> T shared(Supplier<T> maker) {
    return maker.get();
  }

  /**
   * Has {@code action} run when every stage has passed all that the operator emitted up to now: the
   * bundle in which it was processed has ended, or it is in state.
   *
   * <p>It runs on the thread of the lane, between two elements, and never if the job fails or is
   * cancelled before. Much that is asked for waits up to a second to be asked together. The lane
   * does not end before it has run.
   */
  void whenPassed(OncePassed action);

  /**
   * Starts a thread for {@code task} beside those of the lanes; the subtask does not end before it.
   * Returns what wakes the thread, for any thread; null if there are as many as there may be.
   */
  default @Nullable Runnable startBeside(SideTask task) {
    return null;
  }

  /**
   * Lets the lane look for work again.
   *
   * <p><b>Threading:</b> the one method of the context that any thread may call.
   */
  void wake();

  /** The job's search for moments at which nothing is left to do. */
  Quiescence quiescence();
}
