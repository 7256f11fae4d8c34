// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.failure;

import dev.joist.execution.JoistException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.apache.beam.sdk.coders.Coder;

/** Who has to act on a failure, told from what was thrown. */
public final class Diagnosis {

  private static final String BEAM_OPTIONS = "org.apache.beam.sdk.options.PipelineOptions";

  private final CauseChain chain;
  private final ExitCode exitCode;

  private Diagnosis(CauseChain chain) {
    this.chain = chain;
    this.exitCode = exitCode(chain);
  }

  public static Diagnosis of(Throwable failure) {
    return new Diagnosis(CauseChain.of(failure));
  }

  public ExitCode exitCode() {
    return exitCode;
  }

  /** The sentences for a person; see {@link FailureText}. */
  public String text() {
    return FailureText.of(chain, exitCode);
  }

  private static ExitCode exitCode(CauseChain chain) {
    return chain
        .first(JoistException.class)
        .map(failure -> exitCode(failure.kind()))
        .or(() -> usage(chain))
        .or(() -> pipeline(chain))
        .or(() -> files(chain))
        .orElse(ExitCode.JOB_FAILED);
  }

  private static ExitCode exitCode(JoistException.Kind kind) {
    return switch (kind) {
      case USER_CODE, INTERNAL -> ExitCode.JOB_FAILED;
      case UNSUPPORTED -> ExitCode.BAD_INPUT;
      case CONFIGURATION -> ExitCode.USAGE;
      case STATE_CORRUPT -> ExitCode.STATE_DAMAGED;
      case RESOURCE -> ExitCode.STORAGE;
    };
  }

  private static Optional<ExitCode> usage(CauseChain chain) {
    boolean options =
        chain
            .first(IllegalArgumentException.class)
            .filter(failure -> thrownBy(failure, BEAM_OPTIONS))
            .isPresent();
    return options || chain.first(UsageException.class).isPresent()
        ? Optional.of(ExitCode.USAGE)
        : Optional.empty();
  }

  private static Optional<ExitCode> pipeline(CauseChain chain) {
    return chain.first(Coder.NonDeterministicException.class).map(failure -> ExitCode.BAD_INPUT);
  }

  private static Optional<ExitCode> files(CauseChain chain) {
    return chain
        .first(IOException.class)
        .flatMap(
            failure -> {
              if (isFull(failure)) {
                return Optional.of(ExitCode.STORAGE);
              }
              if (!isAboutAFile(failure) || !thrownBy(failure, "org.apache.beam.sdk.io")) {
                return Optional.empty();
              }
              return Optional.of(isWriting(failure) ? ExitCode.STORAGE : ExitCode.BAD_INPUT);
            });
  }

  private static boolean isFull(IOException failure) {
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("no space left") || message.contains("quota exceeded");
  }

  private static boolean isAboutAFile(IOException failure) {
    return failure instanceof FileNotFoundException
        || failure instanceof NoSuchFileException
        || failure instanceof AccessDeniedException
        || failure instanceof FileSystemException;
  }

  private static boolean isWriting(IOException failure) {
    return Arrays.stream(failure.getStackTrace())
        .filter(frame -> frame.getClassName().startsWith("org.apache.beam.sdk.io"))
        .anyMatch(
            frame ->
                frame.getMethodName().equals("create")
                    || frame.getClassName().contains("Write")
                    || frame.getClassName().contains("Sink"));
  }

  /** Whether the first frame is one of {@code owner}'s, not counting libraries that only check. */
  private static boolean thrownBy(Throwable failure, String owner) {
    return Arrays.stream(failure.getStackTrace())
        .map(StackTraceElement::getClassName)
        .filter(name -> !FailureText.isPlatform(name))
        .filter(name -> !name.startsWith("org.apache.beam.vendor."))
        .findFirst()
        .filter(name -> name.startsWith(owner))
        .isPresent();
  }
}
