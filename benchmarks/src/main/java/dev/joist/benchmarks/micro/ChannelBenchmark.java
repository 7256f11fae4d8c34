// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.micro;

import dev.joist.execution.channel.Channel;
import dev.joist.execution.channel.ElementBatch;
import dev.joist.execution.channel.Item;
import dev.joist.execution.subtask.Parker;
import dev.joist.execution.subtask.SubtaskExecutor;
import dev.joist.execution.subtask.SubtaskLimits;
import dev.joist.execution.subtask.ThreadPerSubtask;
import dev.joist.execution.time.Clock;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Elements from one thread to another in batches: through a channel of the runtime, and through a
 * queue of the JDK of the same size.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class ChannelBenchmark {

  private static final int ELEMENTS = 1 << 22;
  private static final SubtaskLimits LIMITS = SubtaskLimits.defaults();
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final Numbers numbers = new Numbers();

  /** Through a channel, waiting the way that subtasks do. */
  @Benchmark
  @OperationsPerInvocation(ELEMENTS)
  public long joist() throws InterruptedException {
    ThreadPerSubtask executor = new ThreadPerSubtask(Clock.system());
    Ends ends = new Ends(numbers);
    ends.attach(
        executor.register("producer", new End(ends::produce, "room")),
        executor.register("consumer", new End(ends::consume, "elements")));
    executor.start();
    if (!executor.awaitEnd(LIMIT)) {
      throw new IllegalStateException("the channel did not carry its elements within " + LIMIT);
    }
    return ends.sum;
  }

  /** Through an {@link ArrayBlockingQueue} of arrays. */
  @Benchmark
  @OperationsPerInvocation(ELEMENTS)
  public long plainJava() throws InterruptedException {
    BlockingQueue<Object[]> queue = new ArrayBlockingQueue<>(LIMITS.channelBatches());
    Thread producer = new Thread(() -> fill(queue), "producer");
    producer.start();
    long sum = 0;
    for (int taken = 0; taken < ELEMENTS; taken += LIMITS.batchElements()) {
      for (Object element : queue.take()) {
        sum += (Long) element;
      }
    }
    producer.join();
    return sum;
  }

  private void fill(BlockingQueue<Object[]> queue) {
    try {
      for (int put = 0; put < ELEMENTS; put += LIMITS.batchElements()) {
        Object[] batch = new Object[LIMITS.batchElements()];
        for (int i = 0; i < batch.length; i++) {
          batch[i] = numbers.at(put + i);
        }
        queue.put(batch);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What the thread of one end does. */
  private record End(Runnable work, String waitsFor) implements SubtaskExecutor.Body {
    @Override
    public void run() {
      work.run();
    }
  }

  /** The two ends of a channel; each method is for the thread of its end. */
  private static final class Ends {

    private final Numbers numbers;
    private @Nullable Parker producer;
    private @Nullable Parker consumer;
    private @Nullable Channel channel;
    private long sum;

    Ends(Numbers numbers) {
      this.numbers = numbers;
    }

    void attach(Parker producer, Parker consumer) {
      this.producer = producer;
      this.consumer = consumer;
      this.channel = new Channel(LIMITS.channelBatches(), producer, consumer);
    }

    void produce() {
      Channel target = attached(channel);
      Parker parker = attached(producer);
      for (int put = 0; put < ELEMENTS; put += LIMITS.batchElements()) {
        ElementBatch batch = new ElementBatch(0, LIMITS.batchElements());
        for (int i = 0; i < LIMITS.batchElements(); i++) {
          batch.add(numbers.at(put + i));
        }
        target.put(batch);
        awaitRoom(target, parker);
      }
    }

    void consume() {
      Channel source = attached(channel);
      Parker parker = attached(consumer);
      int taken = 0;
      while (taken < ELEMENTS) {
        Item item = source.poll();
        if (item == null) {
          awaitItem(source, parker);
        } else if (item instanceof ElementBatch batch) {
          taken += batch.size();
          for (int i = 0; i < batch.size(); i++) {
            sum += (Long) batch.element(i);
          }
        }
      }
    }

    private static void awaitRoom(Channel channel, Parker parker) {
      while (channel.isBlocked()) {
        parker.prepare();
        if (channel.isBlocked()) {
          parker.park(Long.MAX_VALUE);
        } else {
          parker.unprepare();
        }
      }
    }

    private static void awaitItem(Channel channel, Parker parker) {
      parker.prepare();
      if (channel.isEmpty()) {
        parker.park(Long.MAX_VALUE);
      } else {
        parker.unprepare();
      }
    }

    private static <T> T attached(@Nullable T part) {
      if (part == null) {
        throw new IllegalStateException("the ends were not attached");
      }
      return part;
    }
  }
}
