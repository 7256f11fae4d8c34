// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import dev.joist.execution.channel.Channel;
import dev.joist.execution.channel.Cut;
import dev.joist.execution.channel.Item;
import dev.joist.execution.channel.SizeEstimator;
import dev.joist.execution.metrics.SubtaskMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** All that leaves a subtask: its channels, and the links that write to them. */
final class Outbox {

  private final List<Channel> channels = new ArrayList<>();
  private final List<LinkOutput> links = new ArrayList<>();
  private final SubtaskLimits limits;
  private final SizeEstimator sizes;
  private final SubtaskMetrics metrics;
  private final Suspension suspension;
  private final boolean tellsTime;
  private boolean blocked;
  private boolean openBatches;
  private boolean gathering;

  /** How a subtask is suspended inside its own output. */
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
  Outbox(
      SubtaskLimits limits,
      SizeEstimator sizes,
      SubtaskMetrics metrics,
      Suspension suspension,
      boolean tellsTime) {
    this.limits = limits;
    this.sizes = sizes;
    this.metrics = metrics;
    this.suspension = suspension;
    this.tellsTime = tellsTime;
  }

  void addChannel(Channel channel) {
    channels.add(channel);
  }

  void addLink(LinkOutput link) {
    links.add(link);
  }

  int batchElements(long elementBytes) {
    return limits.batchElements(elementBytes);
  }

  /** Most bytes in a batch. */
  long batchBytes() {
    return limits.batchBytes();
  }

  long sizeBytes(Object element) {
    return sizes.sizeBytes(element);
  }

  void hasOpenBatch() {
    openBatches = true;
  }

  void countOut(int elements) {
    metrics.addElementsOut(elements);
  }

  void put(Channel channel, Item item) {
    channel.putUnannounced(item);
    if (!gathering) {
      channel.announce();
    }
    if (channel.overdraft() > 0) {
      blocked = true;
    }
  }

  void suspendIfOverdrawn(Channel channel) {
    if (channel.isOverdrawn(limits.overdraftBatches())) {
      suspension.suspend(() -> hasRoom(channel));
    }
  }

  /**
   * Whether {@code channel} has room. It fills the rings of the other channels too: what waits for
   * them, such as a cut, may be what the consumer of this one is waiting for.
   */
  private boolean hasRoom(Channel channel) {
    return !stillBlocked() || channel.overdraft() == 0;
  }

  /** Whether something waits for room, so that no new element may be started. */
  boolean isBlocked() {
    return blocked && stillBlocked();
  }

  private boolean stillBlocked() {
    boolean any = false;
    for (Channel channel : channels) {
      any |= channel.isBlocked();
    }
    blocked = any;
    return any;
  }

  /** How many items wait for room. */
  int overdraft() {
    return channels.stream().mapToInt(Channel::overdraft).sum();
  }

  /** Whether a batch is begun and not sent. */
  boolean hasOpenBatches() {
    return openBatches;
  }

  /** Sends what is begun. */
  void flush() {
    if (openBatches) {
      openBatches = false;
      links.forEach(LinkOutput::flush);
    }
  }

  /**
   * From here to {@link #announce} no consumer is woken: what is put is to be found together, such
   * as elements and the watermark that they came with. Nothing in between may wait.
   */
  void gather() {
    gathering = true;
  }

  /** Wakes the consumers of what was gathered. */
  void announce() {
    gathering = false;
    channels.forEach(Channel::announce);
  }

  /** Whether the consumers want to know how far this subtask is in processing time. */
  boolean tellsTime() {
    return tellsTime;
  }

  /** Tells all consumers, behind all elements, how far this subtask is in processing time. */
  void tellTime(long timeMillis) {
    flush();
    Item item = new Item.TimeItem(timeMillis);
    channels.forEach(channel -> put(channel, item));
  }

  /** Sends a cut behind all else on every channel. */
  void emitCut(Cut cut) {
    flush();
    Item item = new Item.CutItem(cut);
    channels.forEach(channel -> put(channel, item));
  }

  /** Sends the end on every channel. */
  void emitEnd() {
    flush();
    Item item = new Item.EndItem();
    channels.forEach(channel -> put(channel, item));
  }
}
