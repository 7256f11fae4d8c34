// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.micro;

import dev.joist.execution.subtask.SubtaskLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/** A shuffle by hand: threads that fill an array for each target and hand full ones over. */
final class PlainShuffle {

  private static final SubtaskLimits LIMITS = SubtaskLimits.defaults();
  private static final Object[] END = {};

  private final Pairs pairs;
  private final List<BlockingQueue<Object[]>> queues = new ArrayList<>();
  private final AtomicLong received = new AtomicLong();

  PlainShuffle(Pairs pairs) {
    this.pairs = pairs;
    for (int i = 0; i < ShuffleBenchmark.PARALLELISM; i++) {
      queues.add(new ArrayBlockingQueue<>(ShuffleBenchmark.PARALLELISM * LIMITS.channelBatches()));
    }
  }

  /** Shuffles all pairs and returns how many arrived. */
  long run() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (BlockingQueue<Object[]> queue : queues) {
      threads.add(start(this::produce));
      threads.add(start(() -> consume(queue)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return received.get();
  }

  private void produce() throws InterruptedException {
    Object[][] open = new Object[queues.size()][LIMITS.batchElements()];
    int[] sizes = new int[queues.size()];
    for (int i = 0; i < ShuffleBenchmark.ELEMENTS_PER_SOURCE; i++) {
      var pair = pairs.at(i);
      int target = Math.floorMod(pair.getValue().getKey().hashCode(), open.length);
      open[target][sizes[target]++] = pair;
      if (sizes[target] == LIMITS.batchElements()) {
        queues.get(target).put(open[target]);
        open[target] = new Object[LIMITS.batchElements()];
        sizes[target] = 0;
      }
    }
    for (int target = 0; target < open.length; target++) {
      queues.get(target).put(java.util.Arrays.copyOf(open[target], sizes[target]));
      queues.get(target).put(END);
    }
  }

  private void consume(BlockingQueue<Object[]> queue) throws InterruptedException {
    long count = 0;
    for (int ended = 0; ended < ShuffleBenchmark.PARALLELISM; ) {
      Object[] batch = queue.take();
      if (batch == END) {
        ended++;
      }
      for (Object element : batch) {
        count += element == null ? 0 : 1;
      }
    }
    received.addAndGet(count);
  }

  private static Thread start(Interruptible body) {
    Thread thread =
        new Thread(
            () -> {
              try {
                body.run();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    thread.start();
    return thread;
  }

  /** A body of a thread that waits for others. */
  private interface Interruptible {
    void run() throws InterruptedException;
  }
}
