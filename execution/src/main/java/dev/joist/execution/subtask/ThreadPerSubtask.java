// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import dev.joist.execution.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A thread for each subtask. */
public final class ThreadPerSubtask implements SubtaskExecutor {

  /** A chain of a thousand fused DoFns is some ten thousand frames deep. */
  private static final long STACK_BYTES = 64L << 20;

  private final Clock clock;
  private final List<Thread> threads = new ArrayList<>();

  public ThreadPerSubtask(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Parker register(String name, Runnable body) {
    Thread thread = new Thread(null, body, name, STACK_BYTES);
    thread.setDaemon(true);
    threads.add(thread);
    return new ThreadParker(thread, clock);
  }

  @Override
  public void start() {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    for (Thread thread : threads) {
      thread.setContextClassLoader(loader);
      thread.start();
    }
  }

  @Override
  public void interrupt() {
    threads.forEach(Thread::interrupt);
  }

  @Override
  public boolean awaitEnd(Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
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
