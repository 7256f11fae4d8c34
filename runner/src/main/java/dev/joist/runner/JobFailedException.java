// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner;

import dev.joist.execution.JoistException;
import dev.joist.execution.JoistException.Kind;
import org.apache.beam.sdk.Pipeline.PipelineExecutionException;
import org.apache.beam.sdk.util.UserCodeException;
import org.jspecify.annotations.Nullable;

/**
 * A job failed because the pipeline's own code threw.
 *
 * <p>The cause is exactly what that code threw. The message names the transform in full.
 */
public final class JobFailedException extends PipelineExecutionException {

  private static final long serialVersionUID = 1L;

  private final String message;

  private JobFailedException(String message, Throwable thrownByUser) {
    super(thrownByUser);
    this.message = message;
  }

  @Override
  public String getMessage() {
    return message;
  }

  /** What to throw at the user of a job that {@code failure} ended. */
  static RuntimeException of(Throwable failure) {
    JoistException named = find(failure, JoistException.class);
    Throwable thrownByUser = thrownByUser(failure, named);
    if (thrownByUser == null && failure instanceof JoistException ours) {
      return ours;
    }
    Throwable cause = thrownByUser == null ? failure : thrownByUser;
    return new JobFailedException(message(named, cause), cause);
  }

  /** What the innermost piece of user code threw; null if none took part. */
  private static @Nullable Throwable thrownByUser(
      Throwable failure, @Nullable JoistException named) {
    Throwable found = null;
    for (Throwable link = failure; link != null; link = link.getCause()) {
      if (link instanceof UserCodeException && link.getCause() != null) {
        found = link.getCause();
      }
    }
    if (found == null && named != null && named.kind() == Kind.USER_CODE) {
      return named.getCause();
    }
    return found;
  }

  private static String message(@Nullable JoistException named, Throwable cause) {
    if (named == null) {
      return cause.toString();
    }
    String sentence = String.valueOf(named.getMessage());
    return tells(sentence, cause) ? sentence : sentence + ": " + cause;
  }

  private static boolean tells(String sentence, Throwable cause) {
    String message = cause.getMessage();
    return sentence.contains(message == null ? cause.toString() : message);
  }

  private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
    for (Throwable link = failure; link != null; link = link.getCause()) {
      if (type.isInstance(link)) {
        return type.cast(link);
      }
    }
    return null;
  }
}
