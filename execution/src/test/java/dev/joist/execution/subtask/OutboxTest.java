// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.execution.channel.Channel;
import dev.joist.execution.channel.Cut;
import dev.joist.execution.channel.Item;
import dev.joist.execution.channel.Waiter;
import dev.joist.execution.metrics.SubtaskMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutboxTest {

  private static final Waiter NOBODY = () -> {};
  private static final Item FIRST = new Item.WatermarkItem(0, 1);
  private static final Cut CUT = new Cut(Cut.Kind.BARRIER, 1);

  private final Channel full = new Channel(1, NOBODY, NOBODY);
  private final Channel other = new Channel(1, NOBODY, NOBODY);
  private final List<@Nullable Item> taken = new ArrayList<>();

  @Test
  void fillsAllChannelsWhileItIsSuspendedOnOne() {
    // The consumer of the full channel aligns: it reads on only when the cut came on the other one.
    Outbox outbox = outbox();
    outbox.watermark(0, 1, false);
    outbox.emitCut(CUT);

    outbox.suspendIfOverdrawn(full, this::readOtherUntilTheCutCame);

    assertThat(taken).containsExactly(FIRST, new Item.CutItem(CUT), FIRST);
    assertThat(full.overdraft()).isZero();
  }

  @Test
  void isBlockedAsLongAsAnythingWaitsForRoom() {
    Outbox outbox = outbox();
    outbox.watermark(0, 1, false);
    assertThat(outbox.isBlocked()).isFalse();

    outbox.watermark(0, 2, false);
    assertThat(outbox.isBlocked()).isTrue();
    assertThat(outbox.overdraft()).isEqualTo(2);

    full.poll();
    assertThat(outbox.isBlocked()).isTrue();
    other.poll();
    assertThat(outbox.isBlocked()).isFalse();
  }

  private Outbox outbox() {
    Outbox outbox =
        new Outbox(
            new SubtaskLimits(1, 1, 0, 1, 0, 1, 0), new SubtaskMetrics(), Baton.ofOne(), false);
    outbox.addChannel(full);
    outbox.addChannel(other);
    outbox.addLink(new LinkWatermark(0, List.of(full, other)));
    return outbox;
  }

  private void readOtherUntilTheCutCame(BooleanSupplier mayGoOn) {
    assertThat(mayGoOn.getAsBoolean()).isFalse();
    taken.add(other.poll());
    assertThat(mayGoOn.getAsBoolean()).isFalse();
    taken.add(other.poll());
    taken.add(full.poll());
    assertThat(mayGoOn.getAsBoolean()).isTrue();
  }
}
