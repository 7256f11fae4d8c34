// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import dev.joist.execution.channel.Channel;
import dev.joist.execution.channel.Cut;
import dev.joist.execution.channel.Item;
import dev.joist.execution.snapshot.Alignment;
import dev.joist.execution.watermark.Watermark;
import dev.joist.execution.watermark.WatermarkMerger;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The channels that a subtask reads, in turn, and what is known of them.
 *
 * <p>Channels that wait for a cut on the others are left unread.
 */
final class Inbox {

  /**
   * A channel with its place.
   *
   * @param channel what to read
   * @param slot index among the channels of its edge, which is its index in the watermark mergers
   *     of that edge's inputs
   * @param tellsTime whether the producer tells how far it is in processing time
   */
  record Inbound(Channel channel, int slot, boolean tellsTime) {}

  private final List<Inbound> channels;
  private final WatermarkMerger[] inputs;
  private final WatermarkMerger times;
  private final boolean[] ended;
  private final ArrayDeque<Cut> injected = new ArrayDeque<>();
  private int open;
  private int current = -1;
  private long version;
  private Alignment alignment;

  /**
   * An inbox.
   *
   * @param channels all channels of the subtask
   * @param slotsOfInput for each input of the stage, how many channels carry it
   */
  Inbox(List<Inbound> channels, int[] slotsOfInput) {
    this.channels = List.copyOf(channels);
    this.inputs = new WatermarkMerger[slotsOfInput.length];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = new WatermarkMerger(slotsOfInput[i]);
    }
    this.times = new WatermarkMerger(channels.size());
    for (int i = 0; i < channels.size(); i++) {
      if (!channels.get(i).tellsTime()) {
        times.update(i, Watermark.FINAL_MILLIS);
      }
    }
    this.ended = new boolean[channels.size()];
    this.open = channels.size();
    this.alignment = Alignment.idle(channels.size());
  }

  /** The next item of the next channel that has one and is not blocked, null if there is none. */
  @Nullable Item poll() {
    int count = channels.size();
    for (int i = 0; i < count; i++) {
      current = current + 1 == count ? 0 : current + 1;
      if (!ended[current] && !alignment.blocks(current)) {
        Item item = channels.get(current).channel().poll();
        if (item != null) {
          return item;
        }
      }
    }
    return null;
  }

  /** What the channel of the last item says of the elements that it delivered, if it has come. */
  @Nullable Item pollAboutLast() {
    return channels.get(current).channel().pollAboutElementsBefore();
  }

  /** Whether {@link #poll} would find something. */
  boolean hasItems() {
    for (int i = 0; i < ended.length; i++) {
      if (!ended[i] && !alignment.blocks(i) && !channels.get(i).channel().isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Takes a watermark from the channel of the last item; returns whether the input's moved, or is
   * no longer idle.
   */
  boolean onWatermark(int input, long watermarkMillis) {
    WatermarkMerger merger = inputs[input];
    long before = merger.merged();
    boolean wasIdle = merger.isIdle();
    boolean moved =
        merger.update(channels.get(current).slot(), watermarkMillis) != before || wasIdle;
    version += moved ? 1 : 0;
    return moved;
  }

  /** Leaves the channel of the last item out of an input. */
  void onIdle(int input) {
    inputs[input].markIdle(channels.get(current).slot());
    version++;
  }

  /** Changes whenever the watermark of an input moves, or an input becomes idle or stops to be. */
  long version() {
    return version;
  }

  /** Whether every channel that carries an input is idle. */
  boolean isIdle(int input) {
    return inputs[input].isIdle();
  }

  /** Takes how far the producer of the last item is in processing time. */
  void onTime(long timeMillis) {
    times.update(current, timeMillis);
  }

  /**
   * How far all producers are in processing time; final if there are none, or if nothing that they
   * send waits for any.
   */
  long producersTimeMillis() {
    return times.merged();
  }

  /** Takes a cut from the channel of the last item. */
  void onCut(Cut cut) {
    alignment = alignment.onCut(current, cut);
  }

  /** Takes the end of the channel of the last item. */
  void onEnd() {
    ended[current] = true;
    times.update(current, Watermark.FINAL_MILLIS);
    open--;
    alignment = alignment.onEnd(current);
  }

  /** Takes a cut from outside: it counts if no channel delivers it. */
  void inject(Cut cut) {
    injected.add(cut);
  }

  /** The cut that has reached all channels, null if none has. */
  @Nullable Cut alignedCut() {
    while (open == 0 && alignment.aligned() == null && !injected.isEmpty()) {
      alignment = alignment.onInjected(injected.remove());
    }
    return alignment.aligned();
  }

  /** The aligned cut {@code cut} was acted on. */
  void cutDone(Cut cut) {
    alignment = alignment.done();
    injected.removeIf(other -> other.id() <= cut.id());
  }

  /** The merged watermark of an input of the stage. */
  long watermark(int input) {
    return inputs[input].merged();
  }

  /** Whether every channel delivered its last item; true of a stage without inputs. */
  boolean isAtEnd() {
    return open == 0;
  }

  /** What it would take for {@link #poll} to find something, for people. */
  String waitsFor() {
    return "%d of %d channels open, %s".formatted(open, channels.size(), alignment);
  }
}
