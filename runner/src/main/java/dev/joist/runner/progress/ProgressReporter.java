// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.progress;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.joist.execution.metrics.StageProgress;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/**
 * Prints one line a second about a job until it is closed.
 *
 * <p><b>Threading:</b> prints from a daemon thread of its own; {@link #close} may be called from
 * any thread, more than once.
 */
public final class ProgressReporter implements AutoCloseable {

  private final Supplier<List<StageProgress>> stages;
  private final PrintStream out;
  private final ScheduledExecutorService timer;
  private long elapsedSeconds;

  private ProgressReporter(Supplier<List<StageProgress>> stages, PrintStream out) {
    this.stages = stages;
    this.out = out;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "joist-progress");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Starts to report {@code stages} on {@code out}, the first time after a second. */
  @SuppressWarnings("FutureReturnValueIgnored") // it ends with the timer, in close()
  public static ProgressReporter start(Supplier<List<StageProgress>> stages, PrintStream out) {
    ProgressReporter reporter = new ProgressReporter(stages, out);
    reporter.timer.scheduleAtFixedRate(reporter::tick, 1, 1, SECONDS);
    return reporter;
  }

  private void tick() {
    elapsedSeconds++;
    out.println(ProgressLine.of(elapsedSeconds, stages.get()));
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
