// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import dev.joist.execution.time.Clock;
import java.time.Duration;
import java.util.List;

/** A thread for each lane of each subtask, all at the same time. */
public final class ThreadPerSubtask implements SubtaskExecutor {

  private final Clock clock;
  private final SubtaskThreads threads = new SubtaskThreads();

  public ThreadPerSubtask(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Parker register(String name, Body body) {
    return new ThreadParker(threads.add(name, body), clock);
  }

  @Override
  public void watch(Runnable look, long periodMillis) {
    threads.watch(look, Duration.ofMillis(periodMillis));
  }

  @Override
  public void start() {
    threads.start();
  }

  @Override
  public void interrupt() {
    threads.interrupt();
  }

  @Override
  public List<Thread> threads() {
    return threads.alive();
  }

  @Override
  public boolean awaitEnd(Duration timeout) throws InterruptedException {
    return threads.awaitEnd(timeout);
  }
}
