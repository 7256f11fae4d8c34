// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.program;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Cancels what runs when the process is asked to end (Ctrl-C, SIGTERM), before it ends.
 *
 * <p>The exit code is 130 then after Ctrl-C, 143 after SIGTERM. Where code of a job does not
 * return, it is named with its step and its stack, and a second signal ends the process at once.
 *
 * <p><b>Threading:</b> the cancelling happens on a shutdown hook's thread, while the program's own
 * threads go on.
 */
public final class Interruption implements AutoCloseable {

  /** Code that takes longer than this to return is worth a word. */
  private static final long PATIENCE_MILLIS = 1_000;

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
    new Signals(System::exit, Runtime.getRuntime()::halt).listen();
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
      say("cancelling");
      Thread watch = new Thread(this::tellWhatTakesLong, "joist-cancel-watch");
      watch.setDaemon(true);
      watch.start();
      programs.cancelAll();
      watch.interrupt();
    }
  }

  private void tellWhatTakesLong() {
    try {
      Thread.sleep(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      return;
    }
    tellWhatIsStuck();
  }

  void tellWhatIsStuck() {
    List<String> busy = programs.busy();
    busy.forEach(this::say);
    if (!busy.isEmpty()) {
      say("Ctrl-C again ends the process at once");
    }
  }

  private void say(String line) {
    err.println("joist: " + line);
    err.flush();
  }
}
