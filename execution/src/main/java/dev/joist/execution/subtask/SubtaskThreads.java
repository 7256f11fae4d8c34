// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import dev.joist.execution.JoistException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The threads of an executor that has one for each subtask.
 *
 * <p><b>Threading:</b> {@link #add} for each subtask, then {@link #start} once; the rest may be
 * called from any thread.
 */
public final class SubtaskThreads {

  /** A chain of a thousand fused DoFns is some ten thousand frames deep. */
  private static final long STACK_BYTES = 64L << 20;

  private final List<Thread> threads = new ArrayList<>();

  /** Makes a thread; it does not run before {@link #start}. */
  public Thread add(String name, Runnable body) {
    Thread thread = new Thread(null, body, name, STACK_BYTES);
    thread.setDaemon(true);
    threads.add(thread);
    return thread;
  }

  /** Starts all threads, with the context class loader of the caller. */
  public void start() {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    for (Thread thread : threads) {
      thread.setContextClassLoader(loader);
      start(thread);
    }
  }

  private void start(Thread thread) {
    try {
      thread.start();
    } catch (OutOfMemoryError error) {
      throw new JoistException(
          JoistException.Kind.RESOURCE,
          "thread %d of %d, for %s, could not be started: lower the parallelism, or raise the"
                  .formatted(threads.indexOf(thread) + 1, threads.size(), thread.getName())
              + " number of threads that the system allows",
          error);
    }
  }

  /** Interrupts all threads. */
  public void interrupt() {
    threads.forEach(Thread::interrupt);
  }

  /** Waits until all threads ended; false if {@code timeout} passed first. */
  public boolean awaitEnd(Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.NANOSECONDS.convert(timeout);
    for (Thread thread : threads) {
      long millis = Math.max(1, (deadline - System.nanoTime()) / 1_000_000L);
      thread.join(millis);
      if (thread.isAlive()) {
        return false;
      }
    }
    return true;
  }
}
