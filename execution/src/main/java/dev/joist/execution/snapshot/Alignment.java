// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.snapshot;

import dev.joist.execution.channel.Cut;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Alignment of cuts over the channels of one subtask: a value whose every transition returns the
 * next value.
 *
 * <pre>
 *   Idle --cut n on a channel--> Aligning n --cut n, or end, on the last channel--> Aligned n
 *   Aligned n --done--> Idle
 * </pre>
 *
 * <p>A channel that ended counts as aligned. Cuts that are older than the latest completed one
 * belong to a cut that was given up and are ignored.
 *
 * <p>Source: Carbone et al., "Lightweight Asynchronous Snapshots for Distributed Dataflows" (2015),
 * Algorithm 1.
 */
public sealed interface Alignment {

  /** The state after {@code cut} arrives on {@code channel}. */
  Alignment onCut(int channel, Cut cut);

  /**
   * The state after {@code cut} came from outside although no channel will deliver it: there are
   * none, or all ended.
   */
  Alignment onInjected(Cut cut);

  /** The state after {@code channel} delivered its last item. */
  Alignment onEnd(int channel);

  /** Whether the subtask must leave {@code channel} unread for now. */
  boolean blocks(int channel);

  /** The cut that reached all channels and is to be acted on now, else null. */
  @Nullable Cut aligned();

  /** The state after the aligned cut was acted on. */
  Alignment done();

  /** No cut is under way on {@code channels} channels. */
  static Alignment idle(int channels) {
    return new Idle(channels, new BitSet(), 0);
  }

  /**
   * No cut is under way.
   *
   * @param channels how many channels the subtask reads
   * @param ended those that delivered their last item; not changed after construction
   * @param completed the latest cut acted on, 0 if none
   */
  record Idle(int channels, BitSet ended, long completed) implements Alignment {

    @Override
    public Alignment onCut(int channel, Cut cut) {
      if (cut.id() <= completed) {
        return this;
      }
      return new Aligning(this, cut, new BitSet()).onCut(channel, cut);
    }

    @Override
    public Alignment onInjected(Cut cut) {
      if (ended.cardinality() < channels) {
        throw new IllegalStateException(
            "%s was injected, but only %s of %d channels ended".formatted(cut, ended, channels));
      }
      return cut.id() <= completed ? this : new Aligned(this, cut);
    }

    @Override
    public Alignment onEnd(int channel) {
      return new Idle(channels, with(ended, channel), completed);
    }

    @Override
    public boolean blocks(int channel) {
      return false;
    }

    @Override
    public @Nullable Cut aligned() {
      return null;
    }

    @Override
    public Alignment done() {
      throw new IllegalStateException(
          "no cut is under way after cut %d on %d channels".formatted(completed, channels));
    }
  }

  /**
   * A cut is under way.
   *
   * @param before the state before its first arrival, with the channels that ended since
   * @param cut the cut
   * @param arrived the channels on which it arrived; not changed after construction
   */
  record Aligning(Idle before, Cut cut, BitSet arrived) implements Alignment {

    @Override
    public Alignment onCut(int channel, Cut other) {
      if (other.id() <= before.completed()) {
        return this;
      }
      if (!other.equals(cut)) {
        throw new IllegalStateException(
            "channel %d delivered %s while %s was aligning on %s of %d channels"
                .formatted(channel, other, cut, arrived, before.channels()));
      }
      return next(before, with(arrived, channel));
    }

    @Override
    public Alignment onInjected(Cut other) {
      throw new IllegalStateException(
          "%s was injected while %s was aligning on %s of %d channels"
              .formatted(other, cut, arrived, before.channels()));
    }

    @Override
    public Alignment onEnd(int channel) {
      return next(
          new Idle(before.channels(), with(before.ended(), channel), before.completed()), arrived);
    }

    private Alignment next(Idle idle, BitSet nowArrived) {
      BitSet settled = (BitSet) nowArrived.clone();
      settled.or(idle.ended());
      return settled.cardinality() == idle.channels()
          ? new Aligned(idle, cut)
          : new Aligning(idle, cut, nowArrived);
    }

    @Override
    public boolean blocks(int channel) {
      return cut.divides() && arrived.get(channel);
    }

    @Override
    public @Nullable Cut aligned() {
      return null;
    }

    @Override
    public Alignment done() {
      throw new IllegalStateException(
          "%s arrived on %s of %d channels only".formatted(cut, arrived, before.channels()));
    }
  }

  /**
   * A cut reached all channels and waits to be acted on.
   *
   * @param before the state before its first arrival, with the channels that ended since
   * @param cut the cut
   */
  record Aligned(Idle before, Cut cut) implements Alignment {

    @Override
    public Alignment onCut(int channel, Cut other) {
      throw new IllegalStateException(
          "channel %d delivered %s before %s was acted on".formatted(channel, other, cut));
    }

    @Override
    public Alignment onInjected(Cut other) {
      throw new IllegalStateException(
          "%s was injected before %s was acted on".formatted(other, cut));
    }

    @Override
    public Alignment onEnd(int channel) {
      throw new IllegalStateException(
          "channel %d ended before %s was acted on".formatted(channel, cut));
    }

    @Override
    public boolean blocks(int channel) {
      return true;
    }

    @Override
    public @Nullable Cut aligned() {
      return cut;
    }

    @Override
    public Alignment done() {
      return new Idle(before.channels(), before.ended(), cut.id());
    }
  }

  private static BitSet with(BitSet set, int bit) {
    BitSet copy = (BitSet) set.clone();
    copy.set(bit);
    return copy;
  }
}
