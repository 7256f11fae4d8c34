// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.spill;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.Reference;
import org.junit.jupiter.api.Test;

class SpillMemoryTest {

  private static final long MEGABYTE = 1 << 20;

  @Test
  void givesAllToTheOnlyOneWhoAsks() {
    SpillMemory.Account account = new SpillMemory(10 * MEGABYTE).open();

    assertThat(account.take(9 * MEGABYTE)).isFalse();
    assertThat(account.take(2 * MEGABYTE)).isTrue();
  }

  @Test
  void dealsItInSharesAmongThoseWhoHaveSome() {
    SpillMemory memory = new SpillMemory(10 * MEGABYTE);
    SpillMemory.Account first = memory.open();
    SpillMemory.Account second = memory.open();
    memory.open();

    assertThat(first.take(9 * MEGABYTE)).isFalse();
    assertThat(second.take(MEGABYTE)).isFalse();
    assertThat(second.take(MEGABYTE)).isFalse();
    assertThat(first.take(1)).isFalse();
    assertThat(first.take(MEGABYTE)).isTrue();
    assertThat(second.take(MEGABYTE)).as("more than half a share while there is no room").isTrue();

    first.clear();
    assertThat(memory.usedBytes()).isEqualTo(3 * MEGABYTE);
    assertThat(second.take(4 * MEGABYTE)).isFalse();
    second.clear();
    assertThat(memory.usedBytes()).isZero();
  }

  @Test
  void letsOneHaveMoreThanItsShareWhileOthersUseLittle() {
    SpillMemory memory = new SpillMemory(30 * MEGABYTE);
    memory.open().take(MEGABYTE);
    memory.open().take(MEGABYTE);
    SpillMemory.Account large = memory.open();

    assertThat(large.take(18 * MEGABYTE)).as("10 MB are its share").isFalse();
    assertThat(large.take(MEGABYTE)).as("twice the 9 MB that are left").isTrue();
  }

  @Test
  void neverGrowsPastHalfAsMuchAgain() {
    SpillMemory memory = new SpillMemory(10 * MEGABYTE);
    memory.open().take(10 * MEGABYTE);
    SpillMemory.Account other = memory.open();

    while (!other.take(MEGABYTE / 10)) {
      assertThat(memory.usedBytes()).isLessThanOrEqualTo(15 * MEGABYTE);
    }
    assertThat(other.bytes()).isGreaterThan(2 * MEGABYTE);
  }

  @Test
  void spillsEverythingWithoutMemory() {
    assertThat(new SpillMemory(0).open().take(1)).isTrue();
  }

  @Test
  void takesWhatStaysOffWhatIsDealt() {
    SpillMemory memory = new SpillMemory(10 * MEGABYTE);
    Object view = new Object();
    assertThat(memory.mayKeep(5 * MEGABYTE)).isTrue();
    assertThat(memory.mayKeep(6 * MEGABYTE)).as("more than half of it").isFalse();

    memory.keep(view, 4 * MEGABYTE);

    try {
      assertThat(memory.mayKeep(2 * MEGABYTE)).isFalse();
      SpillMemory.Account account = memory.open();
      assertThat(account.take(6 * MEGABYTE)).isFalse();
      assertThat(account.take(1 << 20)).isTrue();
    } finally {
      Reference.reachabilityFence(view);
    }
  }

  @Test
  void hasRoomAgainWhenNobodyRefersToWhatStayed() {
    SpillMemory memory = new SpillMemory(10 * MEGABYTE);
    memory.keep(new Object(), 5 * MEGABYTE);

    while (memory.keptBytes() > 0) {
      System.gc();
      Thread.onSpinWait();
    }

    assertThat(memory.mayKeep(5 * MEGABYTE)).isTrue();
  }
}
