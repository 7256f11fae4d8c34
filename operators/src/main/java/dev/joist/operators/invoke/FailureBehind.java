// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.invoke;

import org.jspecify.annotations.Nullable;

/**
 * The first failure of what comes behind an output.
 *
 * <p>It passes through the function that emits, which may catch whatever is thrown at it; then the
 * element would be lost and nobody would know. So it is remembered, and thrown again when the
 * bundle ends.
 */
public final class FailureBehind {

  private @Nullable Throwable first;

  /** Remembers {@code failure} if it is the first. */
  public void remember(Throwable failure) {
    if (first == null) {
      first = failure;
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
