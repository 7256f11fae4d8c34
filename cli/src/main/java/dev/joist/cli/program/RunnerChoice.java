// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.program;

import dev.joist.cli.failure.UsageException;
import dev.joist.runner.JoistPipelineOptions;
import dev.joist.runner.JoistRunner;
import dev.joist.runner.TestJoistRunner;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.beam.sdk.PipelineRunner;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.jspecify.annotations.Nullable;

/**
 * The runner that the pipelines of a program get: Joist, also where the program does not pass on
 * the option that says so. A program that chooses another is refused, for {@code explain} must not
 * run anything, and {@code run} not anywhere else unasked.
 *
 * <p><b>Threading:</b> may be called from any thread.
 */
public final class RunnerChoice implements AutoCloseable {

  private static final List<Class<?>> JOIST = List.of(JoistRunner.class, TestJoistRunner.class);

  /** Beam's words where options name no runner and DirectRunner is not there. */
  private static final String NO_RUNNER = "No Runner was specified";

  private final @Nullable String explain;
  private final boolean allowOther;
  private final List<String> arguments;
  private final Consumer<String> warnings;
  private final AtomicBoolean warned = new AtomicBoolean();
  private volatile @Nullable UsageException refusal;

  private RunnerChoice(
      @Nullable String explain,
      boolean allowOther,
      List<String> arguments,
      Consumer<String> warnings) {
    this.explain = explain;
    this.allowOther = allowOther;
    this.arguments = arguments;
    this.warnings = warnings;
  }

  /**
   * Decides for all pipelines of this process until {@link #close}.
   *
   * @param explain the format to explain pipelines in; null to run them
   * @param allowOther whether another runner will do
   * @param arguments what the user typed for the program
   * @param warnings gets sentences for the user
   */
  public static RunnerChoice begin(
      @Nullable String explain,
      boolean allowOther,
      List<String> arguments,
      Consumer<String> warnings) {
    RunnerChoice choice = new RunnerChoice(explain, allowOther, List.copyOf(arguments), warnings);
    choice.checkArguments();
    RunnerGuard.use(choice);
    return choice;
  }

  @Override
  public void close() {
    RunnerGuard.use(null);
  }

  /** What a program was told that chose another runner; it may have caught it. */
  public Optional<UsageException> refusal() {
    return Optional.ofNullable(refusal);
  }

  /**
   * Sets the runner of options that name none.
   *
   * @param isForPipeline whether a pipeline is created or run with them just now
   */
  void apply(PipelineOptions options, boolean isForPipeline) {
    if (!namesRunner(options)) {
      options.setRunner(JoistRunner.class);
      if (isForPipeline) {
        warnOfArguments();
      }
    }
    Class<? extends PipelineRunner<?>> runner = options.getRunner();
    if (!JOIST.contains(runner)) {
      if (!allowOther) {
        // Another revision of the options, so that Beam asks again if the program tries again.
        options.setRunner(JoistRunner.class);
        options.setRunner(runner);
        throw refuse("the program chooses " + runner.getSimpleName());
      }
      return;
    }
    if (explain != null) {
      options.as(JoistPipelineOptions.class).setExplain(explain);
    }
  }

  /** What to tell of a failure: a sentence where a program left its arguments to themselves. */
  public Throwable told(Throwable failure) {
    for (Throwable link = failure; link != null; link = link.getCause()) {
      if (String.valueOf(link.getMessage()).startsWith(NO_RUNNER)) {
        return new UsageException(
            "the program makes options of a pipeline without its arguments, so that they name no"
                + " runner: pass them on, by PipelineOptionsFactory.fromArgs(args)",
            failure);
      }
    }
    return failure;
  }

  private void checkArguments() {
    PipelineArguments.value(arguments, "runner")
        .filter(name -> !allowOther && JOIST.stream().noneMatch(joist -> isCalled(joist, name)))
        .ifPresent(
            name -> {
              throw refuse("--runner=" + name + " chooses another runner");
            });
  }

  private UsageException refuse(String what) {
    UsageException exception =
        new UsageException(
            explain == null
                ? what
                    + ", and joist run runs programs on Joist: leave the runner out, or add"
                    + " --allowOtherRunner to run it there"
                : what + ", and joist explain explains what Joist would run: leave the runner out");
    refusal = exception;
    return exception;
  }

  private void warnOfArguments() {
    if (!arguments.isEmpty() && !warned.getAndSet(true)) {
      warnings.accept(
          "warning: the program makes options of a pipeline without its arguments, so that %s has no"
                  .formatted(String.join(" ", arguments))
              + " effect there: pass them on, by PipelineOptionsFactory.fromArgs(args)");
    }
  }

  /** As Beam finds runners by their names. */
  private static boolean isCalled(Class<?> runner, String name) {
    return runner.getSimpleName().equalsIgnoreCase(name) || runner.getName().equals(name);
  }

  private static boolean namesRunner(PipelineOptions options) {
    return DisplayData.from(options).items().stream()
        .anyMatch(item -> "runner".equals(item.getKey()));
  }
}
