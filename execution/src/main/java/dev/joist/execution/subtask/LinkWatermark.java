// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import dev.joist.execution.channel.Channel;
import dev.joist.execution.channel.Item;
import dev.joist.execution.watermark.Watermark;
import java.util.List;
import java.util.function.Consumer;

/** What was last said of the watermark of one link that leaves a stage. */
final class LinkWatermark {

  private final int input;
  private final List<Channel> targets;
  private long sentMillis = Watermark.INITIAL_MILLIS;
  private boolean sentIdle;

  /**
   * A link.
   *
   * @param input index of the link's input at the consuming stage
   * @param targets channels to the consuming subtasks
   */
  LinkWatermark(int input, List<Channel> targets) {
    this.input = input;
    this.targets = List.copyOf(targets);
  }

  List<Channel> targets() {
    return targets;
  }

  /**
   * Hands what there is to say to {@code send}: that the watermark is higher than the last one
   * sent, or that nobody is to wait for it.
   */
  void update(long watermarkMillis, boolean isIdle, Consumer<Item> send) {
    boolean wakes = sentIdle && !isIdle;
    if (watermarkMillis > sentMillis || wakes) {
      sentMillis = Math.max(sentMillis, watermarkMillis);
      sentIdle = false;
      send.accept(new Item.WatermarkItem(input, sentMillis));
    }
    if (isIdle && !sentIdle) {
      sentIdle = true;
      send.accept(new Item.IdleItem(input));
    }
  }
}
