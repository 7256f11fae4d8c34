// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.failure;

import dev.joist.execution.JoistException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.beam.sdk.coders.Coder;

/** Who has to act on a failure, told from what was thrown. */
public final class Diagnosis {

  private static final String BEAM_IO = "org.apache.beam.sdk.io";
  private static final String BEAM_OPTIONS = "org.apache.beam.sdk.options.PipelineOptions";

  /** Beam's classes that look for files, before anything is read or written. */
  private static final List<String> BEAM_FILE_SYSTEMS =
      List.of("org.apache.beam.sdk.io.FileSystems", "org.apache.beam.sdk.io.LocalFileSystem");

  private final CauseChain chain;
  private final Finding finding;

  /** What was found out: the exit code, and what the person can do next if we know. */
  private record Finding(ExitCode exitCode, Optional<String> advice) {
    Finding(ExitCode exitCode) {
      this(exitCode, Optional.empty());
    }
  }

  private final List<String> arguments;

  private Diagnosis(CauseChain chain, List<String> arguments) {
    this.chain = chain;
    this.finding = find(chain);
    this.arguments = arguments;
  }

  public static Diagnosis of(Throwable failure) {
    return of(failure, List.of());
  }

  /** What a program that was called with {@code arguments} failed of. */
  public static Diagnosis of(Throwable failure, List<String> arguments) {
    return new Diagnosis(CauseChain.of(failure), List.copyOf(arguments));
  }

  public ExitCode exitCode() {
    return finding.exitCode();
  }

  /** Whether code met a class or a method other than it was compiled against. */
  public boolean isLinkage() {
    return chain.first(LinkageError.class).isPresent();
  }

  /** The sentences for a person; see {@link FailureText}. */
  public String text() {
    return refusedValue()
        .orElseGet(() -> FailureText.of(chain, finding.exitCode(), finding.advice()));
  }

  private Optional<String> refusedValue() {
    return finding.exitCode() == ExitCode.USAGE
        ? RefusedValue.sentence(chain, arguments)
        : Optional.empty();
  }

  private static Finding find(CauseChain chain) {
    return chain
        .first(JoistException.class)
        .map(failure -> new Finding(exitCode(failure.kind())))
        .or(() -> usage(chain))
        .or(() -> pipeline(chain))
        .or(() -> files(chain))
        .orElse(new Finding(ExitCode.JOB_FAILED));
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

  private static Optional<Finding> usage(CauseChain chain) {
    boolean options =
        chain
            .first(IllegalArgumentException.class)
            .filter(failure -> thrownBy(failure, BEAM_OPTIONS))
            .isPresent();
    return options || chain.first(UsageException.class).isPresent()
        ? Optional.of(new Finding(ExitCode.USAGE))
        : Optional.empty();
  }

  private static Optional<Finding> pipeline(CauseChain chain) {
    return chain
        .first(Coder.NonDeterministicException.class)
        .map(
            failure ->
                new Finding(
                    ExitCode.BAD_INPUT,
                    Optional.of(
                        "give the keys a deterministic coder, with setCoder on the input: equal"
                            + " keys must have equal bytes")));
  }

  private static Optional<Finding> files(CauseChain chain) {
    return chain.links().stream().flatMap(failure -> file(failure).stream()).findFirst();
  }

  private static Optional<Finding> file(Throwable failure) {
    if (failure instanceof IOException && isFull(failure)) {
      return Optional.of(new Finding(ExitCode.STORAGE));
    }
    if (failure instanceof IOException && thrownBy(failure, BEAM_IO) && isWriting(failure)) {
      return Optional.of(new Finding(ExitCode.STORAGE, Optional.of(pathAdvice())));
    }
    return isAboutAFile(failure)
        ? Optional.of(new Finding(ExitCode.BAD_INPUT, Optional.of(pathAdvice())))
        : Optional.empty();
  }

  private static String pathAdvice() {
    return "check the path; a relative one starts at %s".formatted(Path.of("").toAbsolutePath());
  }

  private static boolean isFull(Throwable failure) {
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("no space left") || message.contains("quota exceeded");
  }

  /** Whether a file or glob that was to be read cannot be found, opened or understood. */
  private static boolean isAboutAFile(Throwable failure) {
    if (failure instanceof IllegalArgumentException) {
      return BEAM_FILE_SYSTEMS.stream().anyMatch(owner -> thrownBy(failure, owner));
    }
    boolean file =
        failure instanceof FileNotFoundException || failure instanceof FileSystemException;
    return file && thrownBy(failure, BEAM_IO);
  }

  private static boolean isWriting(Throwable failure) {
    return Arrays.stream(failure.getStackTrace())
        .filter(frame -> frame.getClassName().startsWith(BEAM_IO))
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
        .filter(name -> !name.startsWith("com.fasterxml.jackson."))
        .findFirst()
        .filter(name -> name.startsWith(owner))
        .isPresent();
  }
}
