// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DestinationSharesTest {

  private static final int MOST = 6;

  private final DestinationShares shares = new DestinationShares(MOST);

  @Test
  void aSingleDestinationHasAllShardsFromTheStart() {
    assertThat(IntStream.range(0, 100).map(i -> shares.next(7))).containsOnly(MOST);
  }

  @Test
  void twoDestinationsHaveHalfOfTheShardsEach() {
    IntStream.range(0, 100).forEach(i -> shares.next(i & 1));

    assertThat(shares.next(0)).isEqualTo(MOST / 2 + 1);
    assertThat(shares.next(1)).isEqualTo(MOST / 2);
  }

  @Test
  void oneOfManyDestinationsHasOneShard() {
    IntStream.range(0, 300).forEach(shares::next);

    assertThat(IntStream.range(0, 3_000).map(i -> shares.next(i % 300))).containsOnly(1);
  }

  @Test
  void aDestinationWithHalfOfTheElementsOfManyHasHalfOfTheShards() {
    Random random = new Random(1);
    IntStream.range(0, 10_000).forEach(i -> shares.next(i % 2 == 0 ? 4_000 : random.nextInt(300)));

    assertThat(shares.next(4_000)).isBetween(MOST / 2, MOST / 2 + 1);
    assertThat(shares.next(5)).isEqualTo(1);
  }

  @Test
  void aDestinationThatBecomesHotGetsShardsHoweverManyElementsCameBefore() {
    IntStream.range(0, 5_000_000).forEach(i -> shares.next(i % 300));

    IntStream.range(0, 5_000_000).forEach(i -> shares.next(4_000));

    assertThat(shares.next(4_000)).isEqualTo(MOST);
  }
}
