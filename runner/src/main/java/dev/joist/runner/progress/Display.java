// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.progress;

import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where words on the progress of a job go.
 *
 * <p><b>Threading:</b> belongs to one thread at a time.
 */
sealed interface Display {

  /** About a second has passed; {@code line} makes what may be shown of it. */
  void tick(long millis, Supplier<String> line);

  /** The job has ended; {@code summary} makes the lines that may be shown of it. */
  void end(Supplier<List<String>> summary);

  /** A line of a terminal, written again each second; the summary stays. */
  record OnTerminal(String job, StatusLine line) implements Display {

    @Override
    public void tick(long millis, Supplier<String> text) {
      line.show(text.get(), Terminal.columns());
    }

    @Override
    public void end(Supplier<List<String>> summary) {
      line.erase();
      summary.get().forEach(text -> System.err.println(job + ": " + text));
    }
  }

  /** Lines of the log, after 1, 2, 5, 10, 20, 50, … minutes and at the end. */
  final class InLog implements Display {

    private static final Logger LOG = LoggerFactory.getLogger(ProgressReporter.class);
    private static final long MINUTE_MILLIS = 60_000;
    private static final int[] STEPS = {1, 2, 5};

    private final String job;
    private int next;
    private long scale = MINUTE_MILLIS;

    InLog(String job) {
      this.job = job;
    }

    @Override
    public void tick(long millis, Supplier<String> line) {
      if (millis < scale * STEPS[next]) {
        return;
      }
      while (millis >= scale * STEPS[next]) {
        next++;
        if (next == STEPS.length) {
          next = 0;
          scale *= 10;
        }
      }
      if (LOG.isInfoEnabled()) {
        LOG.info("{}: {}", job, line.get());
      }
    }

    @Override
    public void end(Supplier<List<String>> summary) {
      if (LOG.isInfoEnabled()) {
        LOG.info("{}: {}", job, String.join("; ", summary.get()));
      }
    }
  }
}
