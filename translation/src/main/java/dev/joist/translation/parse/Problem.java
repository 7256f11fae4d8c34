// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.parse;

import dev.joist.execution.JoistException;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One reason why a pipeline cannot run.
 *
 * @param kind who has to act
 * @param where full name of the transform, or what else of the pipeline is meant
 * @param sentence what is wrong there, and what to do
 * @param cause what was thrown, if anything was
 */
record Problem(JoistException.Kind kind, String where, String sentence, @Nullable Throwable cause)
    implements Comparable<Problem> {

  private static final Comparator<Problem> ORDER =
      Comparator.comparing(Problem::where)
          .thenComparing(Problem::sentence)
          .thenComparing(Problem::kind);

  /** What the pipeline says contradicts itself or names what is not there. */
  static Problem malformed(String where, String sentence) {
    return new Problem(JoistException.Kind.CONFIGURATION, where, sentence, null);
  }

  /** Joist does not run this. */
  static Problem unsupported(String where, String what, String advice) {
    String sentence =
        "%s is not supported; %s (docs/translation.md, \"What is refused\")"
            .formatted(what, advice);
    return new Problem(JoistException.Kind.UNSUPPORTED, where, sentence, null);
  }

  /** What the user has to change; {@code cause} says it in Beam's words. */
  static Problem configuration(String where, String sentence, Throwable cause) {
    return new Problem(JoistException.Kind.CONFIGURATION, where, sentence, cause);
  }

  @Override
  public int compareTo(Problem other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return where + ": " + sentence;
  }
}
