// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import dev.joist.execution.channel.Channel;
import dev.joist.execution.channel.ElementBatch;
import java.util.ArrayList;
import java.util.List;

/**
 * The links that leave a stage as one lane writes to them, with batches of its own.
 *
 * <p><b>Threading:</b> belongs to the lane, but for {@link #askToFlush}.
 */
final class LaneOutputs {

  private final Outbox outbox;
  private final Outbox.Suspension suspension;
  private final List<LinkOutput> links = new ArrayList<>();
  private boolean openBatches;
  private volatile boolean isAskedToFlush;

  LaneOutputs(Outbox outbox, Outbox.Suspension suspension) {
    this.outbox = outbox;
    this.suspension = suspension;
  }

  void addLink(LinkOutput link) {
    links.add(link);
  }

  /** An empty batch of as many elements as it may take, each of {@code elementBytes}. */
  ElementBatch newBatch(int input, long elementBytes) {
    openBatches = true;
    return new ElementBatch(input, outbox.batchElements(elementBytes), elementBytes);
  }

  /** Most bytes in a batch. */
  long batchBytes() {
    return outbox.batchBytes();
  }

  long sizeBytes(Object element) {
    return outbox.sizeBytes(element);
  }

  /** Sends a batch. */
  void send(Channel channel, ElementBatch batch) {
    outbox.send(channel, batch);
  }

  /** Suspends the lane as long as too much waits for room in {@code channel}. */
  void suspendIfOverdrawn(Channel channel) {
    outbox.suspendIfOverdrawn(channel, suspension);
  }

  /** Whether a batch is begun and not sent. */
  boolean hasOpenBatches() {
    return openBatches;
  }

  /**
   * Asks the lane, which has been in one turn for long, to send what is begun when it next emits
   * something; for whoever has the baton.
   */
  void askToFlush() {
    isAskedToFlush = true;
  }

  /** Sends what is begun if it was asked for; returns whether it was. */
  boolean flushIfAsked() {
    if (!isAskedToFlush) {
      return false;
    }
    isAskedToFlush = false;
    flush();
    return true;
  }

  /** Sends what is begun. */
  void flush() {
    if (openBatches) {
      openBatches = false;
      links.forEach(LinkOutput::flush);
    }
  }
}
