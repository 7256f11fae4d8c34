// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChannelTest {

  private static final Waiter NOBODY = () -> {};

  /** A side that counts how often it was woken. */
  private static final class CountingWaiter implements Waiter {
    private int wakes;

    @Override
    public void wake() {
      wakes++;
    }
  }

  @Test
  void keepsTheOrderAcrossRingAndOverdraft() {
    Channel channel = new Channel(2, NOBODY, NOBODY);

    for (long i = 1; i <= 5; i++) {
      channel.put(watermark(i));
    }

    assertThat(channel.overdraft()).isEqualTo(3);
    assertThat(drain(channel)).containsExactly(1L, 2L);
    assertThat(channel.isBlocked()).isTrue();
    assertThat(drain(channel)).containsExactly(3L, 4L);
    assertThat(channel.isBlocked()).isFalse();
    assertThat(drain(channel)).containsExactly(5L);
  }

  @Test
  void holdsExactlyItsCapacityBeforeItBlocks() {
    for (int capacity : new int[] {1, 2, 3, 7, 16}) {
      Channel channel = new Channel(capacity, NOBODY, NOBODY);

      for (int i = 0; i < capacity; i++) {
        channel.put(watermark(i));
        assertThat(channel.isBlocked()).isFalse();
      }
      channel.put(watermark(capacity));

      assertThat(channel.isBlocked()).isTrue();
      assertThat(channel.overdraft()).isEqualTo(1);
    }
  }

  @Test
  void neverOvertakesTheOverdraftWhenTheRingHasRoomAgain() {
    Channel channel = new Channel(1, NOBODY, NOBODY);
    channel.put(watermark(1));
    channel.put(watermark(2));

    assertThat(take(channel)).isEqualTo(1L);
    channel.put(watermark(3));

    assertThat(take(channel)).isEqualTo(2L);
    assertThat(channel.isBlocked()).isFalse();
    assertThat(take(channel)).isEqualTo(3L);
    assertThat(channel.isEmpty()).isTrue();
  }

  @Test
  void wakesTheConsumerAtEachPut() {
    CountingWaiter consumer = new CountingWaiter();
    Channel channel = new Channel(4, NOBODY, consumer);

    channel.put(watermark(1));
    channel.put(watermark(2));

    assertThat(consumer.wakes).isEqualTo(2);
  }

  @Test
  void showsWhatIsGatheredAtOnceAndWakesTheConsumerOnce() {
    CountingWaiter consumer = new CountingWaiter();
    Channel channel = new Channel(1, NOBODY, consumer);

    channel.gather(watermark(1));
    channel.gather(watermark(2));
    assertThat(consumer.wakes).isZero();
    assertThat(channel.isEmpty()).isTrue();
    channel.announce();
    channel.announce();

    assertThat(consumer.wakes).isEqualTo(1);
    assertThat(channel.overdraft()).isZero();
    assertThat(take(channel)).isEqualTo(1L);
    assertThat(channel.isEmpty()).isFalse();
    assertThat(drain(channel)).containsExactly(2L);
  }

  @Test
  void keepsTheOrderOfWhatIsGatheredAndWhatIsPut() {
    Channel channel = new Channel(1, NOBODY, NOBODY);
    channel.gather(watermark(1));
    channel.put(watermark(2));
    channel.gather(watermark(3));
    channel.gather(watermark(4));
    channel.announce();
    channel.put(watermark(5));

    List<Long> taken = new ArrayList<>(drain(channel));
    while (channel.isBlocked() || !channel.isEmpty()) {
      taken.addAll(drain(channel));
    }
    assertThat(taken).containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void countsTheBytesOfAllThatIsGathered() {
    ChannelMemory memory = new ChannelMemory(100);
    Channel channel = new Channel(4, 50, memory, NOBODY, NOBODY);

    channel.gather(batch(60));
    channel.gather(watermark(1));
    channel.gather(batch(70));
    assertThat(memory.isUsedUp()).isTrue();
    channel.announce();
    channel.put(batch(10));
    assertThat(channel.overdraftBytes()).isEqualTo(10);

    assertThat(bytes(channel.poll())).isEqualTo(60);
    assertThat(channel.pollAboutElementsBefore()).isEqualTo(watermark(1));
    assertThat(channel.pollAboutElementsBefore()).isNull();
    assertThat(bytes(channel.poll())).isEqualTo(70);
    assertThat(memory.isUsedUp()).isFalse();
    assertThat(channel.isBlocked()).isFalse();
    assertThat(bytes(channel.poll())).isEqualTo(10);
  }

  @Test
  void wakesTheProducerOnceAndOnlyWhenTheRingIsHalfEmpty() {
    CountingWaiter producer = new CountingWaiter();
    Channel channel = new Channel(4, producer, NOBODY);
    for (long i = 1; i <= 5; i++) {
      channel.put(watermark(i));
    }

    take(channel);
    take(channel);
    assertThat(producer.wakes).isZero();

    take(channel);
    assertThat(producer.wakes).isEqualTo(1);
    take(channel);
    assertThat(producer.wakes).isEqualTo(1);
  }

  @Test
  void doesNotWakeAProducerThatNeverWaited() {
    CountingWaiter producer = new CountingWaiter();
    Channel channel = new Channel(4, producer, NOBODY);
    channel.put(watermark(1));

    take(channel);
    take(channel);

    assertThat(producer.wakes).isZero();
  }

  @Test
  void boundsTheBytesInItsRingAndTakesALargerItemAlone() {
    Channel channel = new Channel(8, 100, ChannelMemory.unlimited(), NOBODY, NOBODY);
    channel.put(batch(60));
    channel.put(batch(40));
    assertThat(channel.isBlocked()).isFalse();

    channel.put(batch(300));
    channel.put(batch(10));
    assertThat(channel.overdraft()).isEqualTo(2);
    assertThat(channel.overdraftBytes()).isEqualTo(310);

    assertThat(bytes(channel.poll())).isEqualTo(60);
    assertThat(channel.isBlocked()).isTrue();
    assertThat(bytes(channel.poll())).isEqualTo(40);
    assertThat(channel.isBlocked()).isTrue();
    assertThat(channel.overdraftBytes()).isEqualTo(10);
    assertThat(bytes(channel.poll())).isEqualTo(300);
    assertThat(channel.isBlocked()).isFalse();
    assertThat(bytes(channel.poll())).isEqualTo(10);
    assertThat(channel.overdraftBytes()).isZero();
  }

  @Test
  void keepsNoRingBeforeTheFirstItem() {
    Channel channel = new Channel(1024, NOBODY, NOBODY);

    assertThat(channel.poll()).isNull();
    assertThat(channel.isEmpty()).isTrue();
    assertThat(channel.isBlocked()).isFalse();
    assertThat(channel.hasRing()).isFalse();
    channel.put(watermark(1));

    assertThat(channel.hasRing()).isTrue();
    assertThat(take(channel)).isEqualTo(1L);
  }

  @Test
  void takesOneItemOnlyWhileTheMemoryOfAllChannelsIsUsedUp() {
    ChannelMemory memory = new ChannelMemory(100);
    Channel channel = new Channel(8, 1000, memory, NOBODY, NOBODY);
    Channel other = new Channel(8, 1000, memory, NOBODY, NOBODY);
    other.put(batch(90));
    other.put(batch(20));
    assertThat(other.isBlocked()).isTrue();
    assertThat(other.isOverdrawn(64)).isTrue();

    channel.put(batch(30));
    assertThat(channel.isBlocked()).isFalse();
    assertThat(channel.isOverdrawn(64)).isFalse();
    channel.put(batch(10));
    assertThat(channel.isBlocked()).isTrue();
    assertThat(memory.usedBytes()).isEqualTo(150);

    assertThat(bytes(other.poll())).isEqualTo(90);
    assertThat(channel.isBlocked()).isFalse();
    assertThat(other.isBlocked()).isFalse();
    assertThat(memory.usedBytes()).isEqualTo(60);
  }

  @Test
  void countsABatchByAllItsElements() {
    ElementBatch batch = new ElementBatch(0, 10);
    batch.add("a", 100);
    batch.add("b", 7);
    batch.add("c");

    assertThat(batch.sizeBytes()).isEqualTo(107);
  }

  private static Item batch(long bytes) {
    ElementBatch batch = new ElementBatch(0, 1);
    batch.add("element", bytes);
    return batch;
  }

  private static long bytes(@Nullable Item item) {
    return item == null ? -1 : item.sizeBytes();
  }

  private static List<Long> drain(Channel channel) {
    List<Long> taken = new ArrayList<>();
    while (!channel.isEmpty()) {
      taken.add(take(channel));
    }
    return taken;
  }

  /** The watermark taken, or the final one if there was nothing to take. */
  private static long take(Channel channel) {
    return channel.poll() instanceof Item.WatermarkItem item
        ? item.watermarkMillis()
        : Long.MAX_VALUE;
  }

  private static Item watermark(long millis) {
    return new Item.WatermarkItem(0, millis);
  }
}
