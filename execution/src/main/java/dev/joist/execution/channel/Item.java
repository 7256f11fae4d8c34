// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.channel;

import java.util.List;

/** What a channel carries. Items of one channel keep their order. */
public sealed interface Item
    permits ElementBatch,
        Item.WatermarkItem,
        Item.IdleItem,
        Item.TimeItem,
        Item.Gathered,
        Item.CutItem,
        Item.EndItem {

  /** About how much memory the item keeps; 0 if that is little or not known. */
  default long sizeBytes() {
    return 0;
  }

  /**
   * Whether the item says something of the elements before it, so that it is taken together with
   * them where that is possible.
   */
  default boolean isAboutElementsBefore() {
    return false;
  }

  /** Calls the method of {@code receiver} that is for this kind of item. */
  void deliverTo(ItemReceiver receiver);

  /**
   * The watermark of one of the channel's inputs.
   *
   * @param input index of the input at the consuming stage
   * @param watermarkMillis no later element of this channel and input is below it, late ones aside
   */
  record WatermarkItem(int input, long watermarkMillis) implements Item {
    @Override
    public boolean isAboutElementsBefore() {
      return true;
    }

    @Override
    public void deliverTo(ItemReceiver receiver) {
      receiver.onWatermark(input, watermarkMillis);
    }
  }

  /**
   * One of the channel's inputs is idle: it is not to be waited for until its next watermark.
   *
   * @param input index of the input at the consuming stage
   */
  record IdleItem(int input) implements Item {
    @Override
    public void deliverTo(ItemReceiver receiver) {
      receiver.onIdle(input);
    }
  }

  /**
   * How far the producer is in processing time.
   *
   * @param timeMillis all that its sources had by then, and that waited for a processing time up to
   *     then, has been sent; final if nothing it sends waits for any
   */
  record TimeItem(long timeMillis) implements Item {
    @Override
    public boolean isAboutElementsBefore() {
      return true;
    }

    @Override
    public void deliverTo(ItemReceiver receiver) {
      receiver.onTime(timeMillis);
    }
  }

  /**
   * Items that are found together; only channels know them.
   *
   * @param items at least two, in their order
   */
  record Gathered(List<Item> items) implements Item {
    @Override
    public long sizeBytes() {
      return items.stream().mapToLong(Item::sizeBytes).sum();
    }

    @Override
    public boolean isAboutElementsBefore() {
      return items.get(0).isAboutElementsBefore();
    }

    @Override
    public void deliverTo(ItemReceiver receiver) {
      items.forEach(item -> item.deliverTo(receiver));
    }
  }

  /** A cut through the job's data flow, the same on every channel. */
  record CutItem(Cut cut) implements Item {
    @Override
    public void deliverTo(ItemReceiver receiver) {
      receiver.onCut(cut);
    }
  }

  /** The producer is done: the last item of a channel. */
  record EndItem() implements Item {
    @Override
    public void deliverTo(ItemReceiver receiver) {
      receiver.onEnd();
    }
  }
}
