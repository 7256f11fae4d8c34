// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.nativeflink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.beam.sdk.nexmark.model.Bid;
import org.apache.flink.api.java.tuple.Tuple2;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;

/** What both sides keep of a window: all that are as high as the highest. */
class HighestTest {

  @Test
  void keepsAllBidsOfTheHighestPriceOnJoist() {
    HighestBids highest = new HighestBids();
    List<Bid> left = highest.addInput(highest.createAccumulator(), bid(1, 5));
    left = highest.addInput(left, bid(2, 7));
    left = highest.addInput(left, bid(3, 6));
    List<Bid> right = highest.addInput(highest.createAccumulator(), bid(4, 7));
    List<Bid> none = highest.createAccumulator();

    assertThat(highest.mergeAccumulators(List.of(none, left, right)))
        .extracting(bid -> bid.auction)
        .containsExactly(2L, 4L);
  }

  @Test
  void keepsAllElementsOfTheHighestRankOnFlink() {
    FlinkAggregates.Greatest<Tuple2<Long, Long>> greatest =
        new FlinkAggregates.Greatest<>(pair -> pair.f1);
    List<Tuple2<Long, Long>> left = greatest.add(Tuple2.of(1L, 5L), greatest.createAccumulator());
    left = greatest.add(Tuple2.of(2L, 7L), left);
    left = greatest.add(Tuple2.of(3L, 6L), left);

    assertThat(greatest.merge(left, List.of(Tuple2.of(4L, 7L))))
        .containsExactly(Tuple2.of(2L, 7L), Tuple2.of(4L, 7L));
  }

  @Test
  void namesTheQueriesThatThereAre() {
    assertThat(Query.of("7c")).isEqualTo(Query.HIGHEST_BID_COMBINED);
    assertThatThrownBy(() -> Query.of("6")).hasMessage("no query '6' among [1, 2, 5, 7, 7c, 8]");
  }

  private static Bid bid(long auction, long price) {
    return new Bid(auction, 1, price, Instant.EPOCH, "");
  }
}
