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
  private final long mostOpenBytes;
  private boolean openBatches;
  private long openBytes;
  private volatile boolean isAskedToFlush;

  LaneOutputs(Outbox outbox, Outbox.Suspension suspension) {
    this.outbox = outbox;
    this.suspension = suspension;
    this.mostOpenBytes = outbox.openBytes();
  }

  void addLink(LinkOutput link) {
    links.add(link);
  }

  /** An empty batch of as many elements as it may take, each of {@code elementBytes}. */
  ElementBatch newBatch(int input, long elementBytes) {
    openBatches = true;
    return new ElementBatch(input, outbox.batchElements(elementBytes));
  }

  /** Most bytes in a batch of more than one element. */
  long batchBytes() {
    return outbox.batchBytes();
  }

  /** Sends a batch. */
  void send(Channel channel, ElementBatch batch) {
    openBytes -= batch.sizeBytes();
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

  /**
   * An element of {@code bytes} was added to a batch: whether all that is begun is to be sent,
   * because somebody asked for it, or because there is much of it.
   */
  boolean isToBeFlushed(long bytes) {
    openBytes += bytes;
    return isAskedToFlush || openBytes > mostOpenBytes;
  }

  /** Sends what is begun. */
  void flush() {
    if (openBatches) {
      isAskedToFlush = false;
      openBatches = false;
      links.forEach(LinkOutput::flush);
    }
  }
}
