// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.invoke;

import dev.joist.execution.operator.Receiver;
import org.jspecify.annotations.Nullable;

/**
 * An output that remembers the first failure of what comes behind it.
 *
 * <p>The failure passes through the function that emits, which may catch whatever is thrown at it;
 * then the element would be lost and nobody would know. So it is thrown again when the bundle ends.
 */
public final class FailureBehind implements Receiver {

  private final Receiver receiver;
  private @Nullable Throwable first;

  /** Hands on to {@code receiver}, behind which nothing has failed. */
  public FailureBehind(Receiver receiver) {
    this.receiver = receiver;
  }

  @Override
  public void accept(Object element) {
    try {
      receiver.accept(element);
    } catch (RuntimeException | Error failure) {
      if (first == null) {
        first = failure;
      }
      throw failure;
    }
  }

  /** Throws what is remembered, if anything is. */
  public void rethrow() {
    if (first instanceof RuntimeException failure) {
      throw failure;
    }
    if (first instanceof Error failure) {
      throw failure;
    }
  }
}
