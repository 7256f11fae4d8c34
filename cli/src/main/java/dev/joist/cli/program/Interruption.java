// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.program;

import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Cancels what runs when the process is asked to end (Ctrl-C, SIGTERM), before it ends.
 *
 * <p>The JVM chooses the exit code then: 130 after Ctrl-C, 143 after SIGTERM.
 *
 * <p><b>Threading:</b> the cancelling happens on a shutdown hook's thread, while the program's own
 * threads go on.
 */
public final class Interruption implements AutoCloseable {

  private final AtomicBoolean armed = new AtomicBoolean(true);
  private final AtomicBoolean interrupted = new AtomicBoolean();
  private final RunningPrograms programs;
  private final PrintWriter err;

  private Interruption(RunningPrograms programs, PrintWriter err) {
    this.programs = programs;
    this.err = err;
  }

  /** Watches from now on until {@link #close}. */
  public static Interruption watch(RunningPrograms programs, PrintWriter err) {
    Interruption interruption = new Interruption(programs, err);
    Runtime.getRuntime().addShutdownHook(new Thread(interruption::onShutdown, "joist-cancel"));
    return interruption;
  }

  /** Whether the process is ending because it was asked to, so that a failure is no news. */
  public boolean happened() {
    return interrupted.get();
  }

  /** From here on an end of the process is its own. */
  @Override
  public void close() {
    armed.set(false);
  }

  void onShutdown() {
    if (armed.get() && interrupted.compareAndSet(false, true) && programs.any()) {
      err.println("joist: cancelling");
      err.flush();
      programs.cancelAll();
    }
  }
}
