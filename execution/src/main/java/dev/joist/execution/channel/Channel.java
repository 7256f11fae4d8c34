// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.channel;

import java.util.ArrayDeque;
import org.jctools.queues.SpscArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * One ordered queue from one subtask to another.
 *
 * <p>A ring bounds it. What does not fit goes to an overdraft on the producer's side, so that
 * putting never refuses: the producer asks {@link #isBlocked} and stops itself. Nothing is dropped
 * or reordered.
 *
 * <p><b>Threading:</b> methods named "producer" are for the producing subtask's thread, those named
 * "consumer" for the consuming one's. The two sides share the ring and the flag {@code
 * producerWaits}.
 */
public final class Channel {

  private final SpscArrayQueue<Item> ring;
  private final int capacity;
  private final long capacityBytes;
  private final int resumeBelow;
  private final Waiter producer;
  private final Waiter consumer;
  private final ArrayDeque<Item> overdraft = new ArrayDeque<>();
  private final ArrayDeque<Long> ringSizes = new ArrayDeque<>();
  private long ringBytes;
  private long overdraftBytes;
  private volatile boolean producerWaits;

  /** A channel with room for {@code capacity} items of any size. */
  public Channel(int capacity, Waiter producer, Waiter consumer) {
    this(capacity, Long.MAX_VALUE, producer, consumer);
  }

  /**
   * A channel.
   *
   * @param capacity most items in the ring, at least 1
   * @param capacityBytes most bytes in the ring; an item that is larger goes alone
   * @param producer is woken when a full ring has room again
   * @param consumer is woken when something was put
   */
  public Channel(int capacity, long capacityBytes, Waiter producer, Waiter consumer) {
    this.ring = new SpscArrayQueue<>(capacity);
    this.capacity = capacity;
    this.capacityBytes = capacityBytes;
    this.resumeBelow = Math.max(1, capacity / 2);
    this.producer = producer;
    this.consumer = consumer;
  }

  /** Producer: puts an item behind all others. */
  public void put(Item item) {
    if (!overdraft.isEmpty() || !offer(item)) {
      overdraft.add(item);
      overdraftBytes += item.sizeBytes();
      tryDrainOverdraft();
    }
    consumer.wake();
  }

  /** Producer: whether something waits for room in the ring. */
  public boolean isBlocked() {
    return !overdraft.isEmpty() && !tryDrainOverdraft();
  }

  /** Producer: how many items wait for room in the ring. */
  public int overdraft() {
    return overdraft.size();
  }

  /** Producer: how many bytes wait for room in the ring. */
  public long overdraftBytes() {
    return overdraftBytes;
  }

  /** Consumer: takes the oldest item, null if there is none. */
  public @Nullable Item poll() {
    Item item = ring.poll();
    if (producerWaits && ring.size() < resumeBelow) {
      producerWaits = false;
      producer.wake();
    }
    return item;
  }

  /** Consumer: whether there is nothing to take. */
  public boolean isEmpty() {
    return ring.isEmpty();
  }

  private boolean tryDrainOverdraft() {
    boolean moved = false;
    Item item = overdraft.peek();
    while (item != null) {
      if (offer(item)) {
        overdraft.remove();
        overdraftBytes -= item.sizeBytes();
        moved = true;
        item = overdraft.peek();
      } else if (producerWaits) {
        break;
      } else {
        // Look once more after raising the flag: the consumer may have emptied the ring before it
        // could see it, and then nobody would wake us.
        producerWaits = true;
      }
    }
    if (moved) {
      consumer.wake();
    }
    return overdraft.isEmpty();
  }

  private boolean offer(Item item) {
    int size = ring.size();
    if (size >= capacity || !hasRoomFor(item.sizeBytes(), size)) {
      return false;
    }
    return ring.offer(item);
  }

  /**
   * Whether the bytes of an item fit in; if so they are counted. The sizes of the items in the ring
   * are kept here, since the consumer only ever shortens the ring at its other end.
   */
  private boolean hasRoomFor(long bytes, int size) {
    if (capacityBytes == Long.MAX_VALUE) {
      return true;
    }
    while (ringSizes.size() > size) {
      ringBytes -= ringSizes.remove();
    }
    if (size > 0 && ringBytes + bytes > capacityBytes) {
      return false;
    }
    ringSizes.add(bytes);
    ringBytes += bytes;
    return true;
  }
}
