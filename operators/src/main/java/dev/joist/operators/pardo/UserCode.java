// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.pardo;

import dev.joist.execution.JoistException;
import dev.joist.operators.metrics.StepScope;
import java.util.concurrent.CancellationException;
import org.apache.beam.sdk.metrics.MetricsContainer;
import org.apache.beam.sdk.util.UserCodeException;

/**
 * Runs code of the pipeline's: in the scope of its step's metrics, and with its failures named
 * after the transform.
 */
public final class UserCode {

  private final String transform;
  private final StepScope scope;

  /** What is thrown where there is no memory for another exception. */
  private final JoistException spare;

  public UserCode(String transform, StepScope scope) {
    this.transform = transform;
    this.spare =
        new JoistException(
            JoistException.Kind.USER_CODE,
            "%s failed: java.lang.OutOfMemoryError: Java heap space".formatted(transform));
    this.scope = scope;
  }

  /** Code that may throw anything. */
  @FunctionalInterface
  public interface Code {
    void run() throws Exception;
  }

  /** Runs {@code code}. */
  public void run(Code code) {
    MetricsContainer before = scope.enter();
    try {
      code.run();
    } catch (Throwable thrown) {
      throw named(thrown);
    } finally {
      scope.exit(before);
    }
  }

  public StepScope scope() {
    return scope;
  }

  /**
   * The failure with this transform named, unless one further down was named already: what a DoFn
   * emits to may fail inside it.
   */
  public RuntimeException named(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof JoistException || cause instanceof CancellationException) {
        return (RuntimeException) cause;
      }
    }
    Throwable own = thrown;
    while (own instanceof UserCodeException && own.getCause() != null) {
      own = own.getCause();
    }
    try {
      return new JoistException(
          JoistException.Kind.USER_CODE, "%s failed: %s".formatted(transform, own), own);
    } catch (OutOfMemoryError error) {
      return withoutMemory(error);
    }
  }

  private RuntimeException withoutMemory(OutOfMemoryError error) {
    return spare.getCause() == null ? (JoistException) spare.initCause(error) : spare;
  }
}
