// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import dev.joist.execution.JoistException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The threads of an executor that has one for each lane of each subtask.
 *
 * <p><b>Threading:</b> may be called from any thread.
 */
public final class SubtaskThreads {

  /** A chain of a thousand fused DoFns is some ten thousand frames deep. */
  private static final long STACK_BYTES = 64L << 20;

  private final ReentrantLock starting = new ReentrantLock();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private @Nullable Thread watch;
  private @Nullable ClassLoader loader;

  /** Makes a thread; it does not run before {@link #start}. */
  public Thread add(String name, Runnable body) {
    Thread thread = new Thread(null, body, name, STACK_BYTES);
    thread.setDaemon(true);
    threads.add(thread);
    return thread;
  }

  /** Has a thread call {@code look} in each period, from the start on until all others ended. */
  public void watch(Runnable look, Duration period) {
    Thread thread = new Thread(() -> lookUntilEnd(look, period), "joist-watch");
    thread.setDaemon(true);
    watch = thread;
  }

  private void lookUntilEnd(Runnable look, Duration period) {
    try {
      while (!awaitEnd(period)) {
        lookUnlessMemoryIsLacking(look);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void lookUnlessMemoryIsLacking(Runnable look) {
    try {
      look.run();
    } catch (OutOfMemoryError error) {
      // A lane that lacks it too fails the job; otherwise there is some at the next look.
    }
  }

  /** Starts the threads that do not run yet, with the context class loader of the first caller. */
  public void start() {
    starting.lock();
    try {
      if (loader == null) {
        loader = Thread.currentThread().getContextClassLoader();
      }
      for (Thread thread : threads) {
        startIfNew(thread);
      }
      if (watch != null) {
        startIfNew(watch);
      }
    } finally {
      starting.unlock();
    }
  }

  private void startIfNew(Thread thread) {
    if (thread.getState() != Thread.State.NEW) {
      return;
    }
    try {
      thread.setContextClassLoader(loader);
      thread.start();
    } catch (OutOfMemoryError error) {
      // It never runs, so that nobody is to wait for it.
      threads.remove(thread);
      throw new JoistException(
          JoistException.Kind.RESOURCE,
          "the thread for %s could not be started beside %d others: lower the parallelism, or raise the"
                  .formatted(thread.getName(), threads.size())
              + " number of threads that the system allows",
          error);
    }
  }

  /** Interrupts all threads. */
  public void interrupt() {
    threads.forEach(Thread::interrupt);
  }

  /** The threads that have not ended. */
  public List<Thread> alive() {
    return threads.stream().filter(Thread::isAlive).toList();
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
