// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.channel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jctools.queues.SpscArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * One ordered queue from one subtask to another.
 *
 * <p>A ring bounds it. What does not fit goes to an overdraft on the producer's side, so that
 * putting never refuses: the producer asks {@link #isBlocked} and stops itself. Nothing is dropped
 * or reordered. The ring is made for the first item: a channel that nobody writes to keeps next to
 * no memory.
 *
 * <p>Items that are gathered, such as elements and the watermark that they came with, become one
 * entry of the ring: a consumer that finds the first of them finds all.
 *
 * <p><b>Threading:</b> methods named "producer" are for the producing subtask's thread, those named
 * "consumer" for the consuming one's. The two sides share the ring, the flag {@code producerWaits}
 * and the count {@code takenBytes}.
 */
public final class Channel {

  private final int capacity;
  private final long capacityBytes;
  private final ChannelMemory memory;
  private final int resumeBelow;
  private final Waiter producer;
  private final Waiter consumer;
  private final ArrayDeque<Item> overdraft = new ArrayDeque<>(0);

  /** What the producer will announce together. */
  private final List<Item> gathered = new ArrayList<>(0);

  /** What is left of the gathered items that the consumer found last. */
  private final ArrayDeque<Item> found = new ArrayDeque<>(0);

  private volatile @Nullable SpscArrayQueue<Item> ring;

  /** Bytes that were ever put into the ring; the producer's. */
  private long offeredBytes;

  private long overdraftBytes;

  /** Bytes that were ever taken from the ring; written by the consumer. */
  private volatile long takenBytes;

  private volatile boolean producerWaits;

  /** A channel with room for {@code capacity} items of any size. */
  public Channel(int capacity, Waiter producer, Waiter consumer) {
    this(capacity, Long.MAX_VALUE, ChannelMemory.unlimited(), producer, consumer);
  }

  /**
   * A channel.
   *
   * @param capacity most items in the ring, at least 1
   * @param capacityBytes most bytes in the ring; an item that is larger goes alone
   * @param memory what all channels of the job share
   * @param producer is woken when a full ring has room again
   * @param consumer is woken when something was put
   */
  public Channel(
      int capacity, long capacityBytes, ChannelMemory memory, Waiter producer, Waiter consumer) {
    this.capacity = capacity;
    this.capacityBytes = capacityBytes;
    this.memory = memory;
    this.resumeBelow = Math.max(1, capacity / 2);
    this.producer = producer;
    this.consumer = consumer;
  }

  /** Producer: puts an item behind all others. */
  public void put(Item item) {
    if (gathered.isEmpty()) {
      memory.take(item.sizeBytes());
      enter(item);
    } else {
      gather(item);
      announce();
    }
  }

  /** Producer: puts an item behind all others, to be found together with the next. */
  public void gather(Item item) {
    memory.take(item.sizeBytes());
    gathered.add(item);
  }

  /** Producer: lets the consumer find what was gathered, all at once. */
  public void announce() {
    if (gathered.isEmpty()) {
      return;
    }
    enter(gathered.size() == 1 ? gathered.get(0) : new Item.Gathered(List.copyOf(gathered)));
    gathered.clear();
  }

  private void enter(Item item) {
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

  /**
   * Producer: whether what waits for room is more than {@code mostItems} or as many bytes as the
   * ring may hold, or anything while the job's channels have no memory left.
   */
  public boolean isOverdrawn(int mostItems) {
    return overdraft.size() > mostItems
        || overdraftBytes > capacityBytes
        || (overdraftBytes > 0 && memory.isUsedUp());
  }

  /** Consumer: takes the oldest item, null if there is none. */
  public @Nullable Item poll() {
    Item next = found.poll();
    if (next != null) {
      return next;
    }
    Item item = pollRing();
    if (item instanceof Item.Gathered all) {
      found.addAll(all.items());
      return found.poll();
    }
    return item;
  }

  private @Nullable Item pollRing() {
    SpscArrayQueue<Item> current = ring;
    if (current == null) {
      return null;
    }
    Item item = current.poll();
    if (item != null) {
      taken(item.sizeBytes());
    }
    if (producerWaits && current.size() < resumeBelow) {
      producerWaits = false;
      producer.wake();
    }
    return item;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // The consumer alone writes it.
  private void taken(long bytes) {
    if (bytes > 0) {
      takenBytes += bytes;
      memory.giveBack(bytes);
    }
  }

  /** Consumer: takes the oldest item if it is about the elements before it, else null. */
  public @Nullable Item pollAboutElementsBefore() {
    Item next = found.isEmpty() ? peekRing() : found.peek();
    return next != null && next.isAboutElementsBefore() ? poll() : null;
  }

  private @Nullable Item peekRing() {
    SpscArrayQueue<Item> current = ring;
    return current == null ? null : current.peek();
  }

  /** Consumer: whether there is nothing to take. */
  public boolean isEmpty() {
    SpscArrayQueue<Item> current = ring;
    return found.isEmpty() && (current == null || current.isEmpty());
  }

  /** Whether anything was ever put. */
  boolean hasRing() {
    return ring != null;
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
    SpscArrayQueue<Item> current = ring;
    if (current == null) {
      current = new SpscArrayQueue<>(capacity);
      ring = current;
    }
    int size = current.size();
    if (size >= capacity || !hasRoomFor(item.sizeBytes(), size)) {
      return false;
    }
    offeredBytes += item.sizeBytes();
    return current.offer(item);
  }

  /** Whether the bytes of an item fit in; one item always does, so that somebody goes on. */
  private boolean hasRoomFor(long bytes, int size) {
    return size == 0
        || bytes == 0
        || (offeredBytes - takenBytes + bytes <= capacityBytes && !memory.isUsedUp());
  }
}
