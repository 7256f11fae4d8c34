// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.failure;

import static java.util.stream.Collectors.joining;

import dev.joist.execution.JoistException;
import dev.joist.runner.JobFailedException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A failure as sentences: what happened, why, and the lines of the user's own code that it met. */
final class FailureText {

  private static final int USER_FRAMES = 3;

  /** Who calls the program: what is below that in a stack is no business of its author. */
  private static final String OUTSIDE = "dev.joist.cli.";

  /** Where Jackson found something that came from no file: it says so in a line of its own. */
  private static final String NOWHERE = " at [Source: UNKNOWN";

  private FailureText() {}

  static String of(CauseChain chain, ExitCode exitCode, Optional<String> advice) {
    List<Throwable> telling = chain.telling().toList();
    if (telling.get(0) instanceof UsageException) {
      return sentence(telling.get(0));
    }
    String headline = headline(telling.get(0), exitCode);
    Stream<String> causes =
        telling.stream()
            .skip(1)
            .filter(cause -> !headline.contains(detail(cause)))
            .map(cause -> "  because of " + sentence(cause));
    Stream<String> frames =
        exitCode == ExitCode.USAGE
            ? Stream.empty()
            : userFrames(chain).map(frame -> "  at " + frame);
    return Stream.of(Stream.of(headline), causes, frames, advice.stream().map(next -> "  " + next))
        .flatMap(lines -> lines)
        .collect(joining(System.lineSeparator()));
  }

  static boolean isPlatform(String className) {
    return Stream.of("java.", "javax.", "jdk.", "sun.", "com.sun.").anyMatch(className::startsWith);
  }

  private static String headline(Throwable failure, ExitCode exitCode) {
    return switch (exitCode) {
      case JOB_FAILED -> "the job failed: " + sentence(failure);
      case USAGE -> isOurs(failure) ? sentence(failure) : "wrong options: " + detail(failure);
      case BAD_INPUT, STORAGE, STATE_DAMAGED, CANCELLED, DONE -> sentence(failure);
    };
  }

  /** A message of ours is a sentence already; another's needs the name of its class. */
  private static String sentence(Throwable failure) {
    return isOurs(failure) || failure.getMessage() == null
        ? detail(failure)
        : failure.getClass().getName() + ": " + detail(failure);
  }

  /** What the failure says; where it says nothing, its class has to do. */
  private static String detail(Throwable failure) {
    String message = failure.getMessage();
    if (message == null) {
      return failure.getClass().getName();
    }
    return message.lines().filter(line -> !line.startsWith(NOWHERE)).collect(joining("\n")).strip();
  }

  private static boolean isOurs(Throwable failure) {
    return failure instanceof JoistException
        || failure instanceof JobFailedException
        || failure instanceof UsageException;
  }

  private static Stream<StackTraceElement> userFrames(CauseChain chain) {
    return Arrays.stream(chain.root().getStackTrace())
        .takeWhile(frame -> !frame.getClassName().startsWith(OUTSIDE))
        .filter(frame -> isUserCode(frame.getClassName()))
        .limit(USER_FRAMES);
  }

  private static boolean isUserCode(String className) {
    boolean ours =
        className.startsWith("dev.joist.") && !className.startsWith("dev.joist.examples.");
    return !ours && !isPlatform(className) && !className.startsWith("org.apache.beam.");
  }
}
