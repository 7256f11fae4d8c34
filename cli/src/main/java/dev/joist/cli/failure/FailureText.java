// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.failure;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A failure as sentences: what happened, why, and the lines of the user's own code that it met. */
final class FailureText {

  private static final int USER_FRAMES = 3;

  /** Who calls the program: what is below that in a stack is no business of its author. */
  private static final String OUTSIDE = "dev.joist.cli.";

  private FailureText() {}

  static String of(CauseChain chain, ExitCode exitCode) {
    List<Throwable> telling = chain.telling();
    if (telling.get(0) instanceof UsageException) {
      return sentence(telling.get(0));
    }
    Stream<String> headline = Stream.of(headline(telling.get(0), exitCode));
    Stream<String> causes =
        telling.stream().skip(1).map(cause -> "  because of " + sentence(cause));
    Stream<String> frames =
        exitCode == ExitCode.USAGE
            ? Stream.empty()
            : userFrames(chain).map(frame -> "  at " + frame);
    return Stream.of(headline, causes, frames)
        .flatMap(lines -> lines)
        .collect(Collectors.joining(System.lineSeparator()));
  }

  static boolean isPlatform(String className) {
    return Stream.of("java.", "javax.", "jdk.", "sun.", "com.sun.").anyMatch(className::startsWith);
  }

  private static String headline(Throwable failure, ExitCode exitCode) {
    return switch (exitCode) {
      case JOB_FAILED -> "the job failed: " + sentence(failure);
      case USAGE -> isOurs(failure) ? sentence(failure) : "wrong options: " + failure.getMessage();
      case BAD_INPUT, STORAGE, STATE_DAMAGED, CANCELLED, DONE -> sentence(failure);
    };
  }

  /** A message of ours is a sentence already; another's needs the name of its class. */
  private static String sentence(Throwable failure) {
    String message = failure.getMessage();
    if (message == null) {
      return failure.getClass().getName();
    }
    return isOurs(failure) ? message : failure.getClass().getName() + ": " + message.strip();
  }

  private static boolean isOurs(Throwable failure) {
    return isOurs(failure.getClass().getName());
  }

  private static Stream<StackTraceElement> userFrames(CauseChain chain) {
    return Arrays.stream(chain.root().getStackTrace())
        .takeWhile(frame -> !frame.getClassName().startsWith(OUTSIDE))
        .filter(frame -> isUserCode(frame.getClassName()))
        .limit(USER_FRAMES);
  }

  private static boolean isOurs(String className) {
    return className.startsWith("dev.joist.") && !className.startsWith("dev.joist.examples.");
  }

  private static boolean isUserCode(String className) {
    return !isOurs(className)
        && !isPlatform(className)
        && !className.startsWith("org.apache.beam.");
  }
}
