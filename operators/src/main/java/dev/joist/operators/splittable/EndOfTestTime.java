// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.splittable;

import dev.joist.execution.operator.OperatorContext;
import dev.joist.execution.quiescence.Quiescence;

/**
 * Lets delays pass where nobody else will: under a test's clock, once an operator's input has
 * ended. Each time the whole job has nothing else left to do, one delay is over.
 */
final class EndOfTestTime implements Quiescence.Participant {

  private final OperatorContext context;
  private boolean asked;
  private volatile boolean quiescent;

  EndOfTestTime(OperatorContext context) {
    this.context = context;
    if (!context.clock().advancesByItself()) {
      context.quiescence().register(this);
    }
  }

  @Override
  public void onQuiescent() {
    quiescent = true;
    context.wake();
  }

  /** Whether the job was found to be quiescent since this was last asked; if not, asks for it. */
  boolean isReached() {
    if (context.clock().advancesByItself()) {
      return false;
    }
    if (!asked) {
      asked = true;
      quiescent = false;
      context.quiescence().request();
      return false;
    }
    if (!quiescent) {
      return false;
    }
    asked = false;
    quiescent = false;
    return true;
  }

  /** Whether the moment has come and was not used yet. */
  boolean isPending() {
    return asked && quiescent;
  }
}
