// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.spill;

import static org.assertj.core.api.Assertions.assertThat;

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
}
