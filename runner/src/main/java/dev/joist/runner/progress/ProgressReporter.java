// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.progress;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells of a job, once a second and when it is closed: on a terminal if stderr is one, in the log
 * otherwise, and by a managed bean.
 *
 * <p>How long a step takes is found by looking, many times a second, in which step's code each
 * thread is: that costs the job nothing, and sees the steps apart that run fused in one thread.
 *
 * <p><b>Threading:</b> looks from a daemon thread of its own; {@link #close} may be called from any
 * thread, once.
 */
public final class ProgressReporter implements AutoCloseable {

  private static final long SAMPLE_MILLIS = 20;
  private static final long TICK_MILLIS = 1000;

  /** The rate is that of so many last ticks. */
  private static final int RATE_TICKS = 5;

  private final String name;
  private final JobView job;
  private final Supplier<List<Sink>> sinks;
  private final Display display;
  private final long startNanos = System.nanoTime();
  private final Deque<JobFigures> recent = new ArrayDeque<>();
  private final ScheduledExecutorService timer;
  private @Nullable JobBean bean;

  ProgressReporter(String name, JobView job, Supplier<List<Sink>> sinks, Display display) {
    this.name = name;
    this.job = job;
    this.sinks = sinks;
    this.display = display;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "joist-progress");
              thread.setDaemon(true);
              return thread;
            });
    recent.add(JobFigures.BEGINNING);
  }

  /**
   * Starts to tell of {@code job}.
   *
   * @param sinks finds the sinks of its pipeline, and is called at its end
   */
  @SuppressWarnings("FutureReturnValueIgnored") // they end with the timer, in close()
  public static ProgressReporter start(String name, JobView job, Supplier<List<Sink>> sinks) {
    Display display =
        Terminal.isStderr()
            ? new Display.OnTerminal(name, StatusLine.ofProcess())
            : new Display.InLog(name);
    ProgressReporter reporter = new ProgressReporter(name, job, sinks, display);
    reporter.timer.scheduleAtFixedRate(job::sample, SAMPLE_MILLIS, SAMPLE_MILLIS, MILLISECONDS);
    reporter.timer.scheduleAtFixedRate(reporter::tick, TICK_MILLIS, TICK_MILLIS, MILLISECONDS);
    return reporter;
  }

  /** A second has passed. */
  private synchronized void tick() {
    if (timer.isShutdown()) {
      return;
    }
    if (bean == null) {
      // Not before: to load the classes for it takes longer than many a job.
      bean = JobBean.register(name, this::state, this::now);
    }
    tick(now(), System.currentTimeMillis());
  }

  /** Tells of {@code now}, of which the clock says {@code nowMillis}. */
  void tick(JobFigures now, long nowMillis) {
    long rate = now.readPerSecond(recent.getFirst());
    recent.addLast(now);
    if (recent.size() > RATE_TICKS) {
      recent.removeFirst();
    }
    display.tick(now.millis(), () -> Words.progress(now, rate, nowMillis));
  }

  /** The job has ended: tells of all of it. */
  @Override
  public synchronized void close() {
    timer.shutdownNow();
    if (bean != null) {
      bean.unregister();
    }
    display.end(() -> Words.summary(state().toLowerCase(Locale.ROOT), now(), sinks.get()));
  }

  private String state() {
    return job.state().name();
  }

  private JobFigures now() {
    long millis = (System.nanoTime() - startNanos) / 1_000_000L;
    return JobFigures.of(millis, job.figures(), job.progress());
  }
}
