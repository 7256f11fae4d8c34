// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.operator;

import java.util.concurrent.CancellationException;

/**
 * Whether a job stops before its work is done, because it was cancelled or has failed.
 *
 * <p>A look at it costs a read of memory that nobody writes, so it may be taken for each element.
 *
 * <p><b>Threading:</b> may be used from any thread; once raised, it stays so.
 */
public final class StopFlag {

  private volatile boolean raised;

  public void raise() {
    raised = true;
  }

  public boolean isRaised() {
    return raised;
  }

  /**
   * To be called before each call of user code that follows another one: what the job no longer
   * needs is not begun.
   *
   * @throws CancellationException if the job stops
   */
  public void check() {
    if (raised) {
      throw new CancellationException("the job stops");
    }
  }

  /** A receiver that hands on to {@code receiver} until the job stops, and then throws. */
  public Receiver guard(Receiver receiver) {
    return element -> {
      check();
      receiver.accept(element);
    };
  }
}
