// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.channel;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that elements on their way may keep together: in all channels of a job, and in lanes
 * that have begun them.
 *
 * <p>It is a budget and no hard limit: a channel that is empty always takes one item, so that no
 * subtask waits for the consumers of others. While the budget is used up every channel is as if it
 * had room for one item. Half as much again is for what lanes have begun beside one another; full
 * channels take nothing of that, so that a slow function keeps its lanes.
 *
 * <p><b>Threading:</b> shared by all subtasks of a job; touched once for each batch whose size is
 * known, and for each large element of a lane.
 */
public final class ChannelMemory {

  private final long budgetBytes;
  private final AtomicLong usedBytes = new AtomicLong();
  private final AtomicLong begunBytes = new AtomicLong();

  /** Memory of which {@code budgetBytes} may be used. */
  public ChannelMemory(long budgetBytes) {
    if (budgetBytes < 1) {
      throw new IllegalArgumentException(
          "channels cannot share %d bytes; give them at least 1".formatted(budgetBytes));
    }
    this.budgetBytes = budgetBytes;
  }

  /** Memory without end, for a channel on its own. */
  public static ChannelMemory unlimited() {
    return new ChannelMemory(Long.MAX_VALUE);
  }

  /** About how many bytes the items in all channels keep. */
  public long usedBytes() {
    return usedBytes.get();
  }

  /** Whether no more than one item is to be in a channel. */
  boolean isUsedUp() {
    return usedBytes.get() > budgetBytes;
  }

  /** Whether a lane may begin an element of so many bytes though others have begun some. */
  public boolean mayBegin(long bytes) {
    return bytes == 0 || begunBytes.get() + bytes <= budgetBytes / 2;
  }

  /** A lane begins an element of so many bytes. */
  public void begin(long bytes) {
    if (bytes > 0) {
      begunBytes.addAndGet(bytes);
    }
  }

  /** A lane is done with an element of so many bytes. */
  public void end(long bytes) {
    if (bytes > 0) {
      begunBytes.addAndGet(-bytes);
    }
  }

  void take(long bytes) {
    if (bytes > 0) {
      usedBytes.addAndGet(bytes);
    }
  }

  void giveBack(long bytes) {
    if (bytes > 0) {
      usedBytes.addAndGet(-bytes);
    }
  }
}
