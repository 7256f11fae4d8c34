// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import dev.joist.execution.channel.Channel;
import dev.joist.execution.channel.Cut;
import dev.joist.execution.channel.ElementBatch;
import dev.joist.execution.channel.Item;
import dev.joist.execution.metrics.SubtaskMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * All channels that a subtask writes to.
 *
 * <p><b>Threading:</b> any lane may call any method; what touches channels takes the baton.
 */
final class Outbox {

  private final List<Channel> channels = new ArrayList<>();
  private final List<LinkWatermark> links = new ArrayList<>();
  private final SubtaskLimits limits;
  private final SubtaskMetrics metrics;
  private final Baton baton;
  private final boolean tellsTime;
  private volatile boolean blocked;
  private boolean gathering;

  /** How a lane is suspended inside its own output. */
  interface Suspension {

    /**
     * Returns when {@code mayGoOn}, which is asked again after each wake, or throws when the job is
     * cancelled.
     */
    void suspend(BooleanSupplier mayGoOn);
  }

  /**
   * An outbox without channels.
   *
   * @param tellsTime whether consumers want to know how far the subtask is in processing time
   */
  Outbox(SubtaskLimits limits, SubtaskMetrics metrics, Baton baton, boolean tellsTime) {
    this.limits = limits;
    this.metrics = metrics;
    this.baton = baton;
    this.tellsTime = tellsTime;
  }

  void addChannel(Channel channel) {
    channels.add(channel);
  }

  void addLink(LinkWatermark link) {
    links.add(link);
  }

  int batchElements(long elementBytes) {
    return limits.batchElements(elementBytes);
  }

  /** Most bytes in a batch of more than one element. */
  long batchBytes() {
    return limits.batchBytes();
  }

  /** Most bytes in all batches that a lane has begun. */
  long openBytes() {
    return limits.openBytes();
  }

  /** Sends a batch. */
  void send(Channel channel, ElementBatch batch) {
    baton.take();
    try {
      metrics.addElementsOut(batch.size());
      put(channel, batch);
    } finally {
      baton.give();
    }
  }

  private void put(Channel channel, Item item) {
    if (gathering) {
      channel.gather(item);
    } else {
      channel.put(item);
      blocked |= channel.overdraft() > 0;
    }
  }

  /** Suspends the caller as long as too much waits for room in {@code channel}. */
  void suspendIfOverdrawn(Channel channel, Suspension suspension) {
    if (blocked && isOverdrawn(channel)) {
      suspension.suspend(() -> hasRoom(channel));
    }
  }

  private boolean isOverdrawn(Channel channel) {
    baton.take();
    try {
      return channel.isOverdrawn(limits.overdraftBatches());
    } finally {
      baton.give();
    }
  }

  /**
   * Whether {@code channel} has room. It fills the rings of the other channels too: what waits for
   * them, such as a cut, may be what the consumer of this one is waiting for.
   */
  private boolean hasRoom(Channel channel) {
    baton.take();
    try {
      return !stillBlocked() || channel.overdraft() == 0;
    } finally {
      baton.give();
    }
  }

  /** Whether something waits for room, so that no new element may be started. */
  boolean isBlocked() {
    return blocked && stillBlocked();
  }

  private boolean stillBlocked() {
    baton.take();
    try {
      boolean any = false;
      for (Channel channel : channels) {
        any |= channel.isBlocked();
      }
      blocked = any;
      return any;
    } finally {
      baton.give();
    }
  }

  /** How many items wait for room. */
  int overdraft() {
    return channels.stream().mapToInt(Channel::overdraft).sum();
  }

  /** Takes what the operators promise for link number {@code link}; with the baton. */
  void watermark(int link, long watermarkMillis, boolean isIdle) {
    LinkWatermark target = links.get(link);
    target.update(
        watermarkMillis, isIdle, item -> target.targets().forEach(channel -> put(channel, item)));
  }

  /**
   * From here to {@link #announce} no consumer finds anything: what is put is to be found together,
   * such as elements and the watermark that they came with. Nothing in between may wait; with the
   * baton.
   */
  void gather() {
    gathering = true;
  }

  /** Lets the consumers find what was gathered; with the baton. */
  void announce() {
    gathering = false;
    for (Channel channel : channels) {
      channel.announce();
      blocked |= channel.overdraft() > 0;
    }
  }

  /** Whether the consumers want to know how far this subtask is in processing time. */
  boolean tellsTime() {
    return tellsTime;
  }

  /** Tells all consumers how far this subtask is in processing time; with the baton. */
  void tellTime(long timeMillis) {
    Item item = new Item.TimeItem(timeMillis);
    channels.forEach(channel -> put(channel, item));
  }

  /** Sends a cut on every channel, behind what was sent before; with the baton. */
  void emitCut(Cut cut) {
    Item item = new Item.CutItem(cut);
    channels.forEach(channel -> put(channel, item));
  }

  /** Sends the end on every channel; with the baton. */
  void emitEnd() {
    Item item = new Item.EndItem();
    channels.forEach(channel -> put(channel, item));
  }
}
