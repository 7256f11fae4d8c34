// SPDX-License-Identifier: Apache-2.0
package dev.joist.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

class EventAggregatorTest {

  private final EventAggregator aggregator = new EventAggregator();

  @Test
  void countsSumsAndTakesTheLargest() {
    assertThat(aggregator.extractOutput(accumulated(10, -30, 5)))
        .isEqualTo(new ActivityStats(3, -15, 10));
  }

  @Test
  void mergesPartsOfAnyKindIntoTheSameAsOnePass() {
    assertThat(
            aggregator.mergeAccumulators(
                List.of(accumulated(), accumulated(-30, 5), accumulated(10), accumulated())))
        .isEqualTo(accumulated(10, -30, 5));
  }

  @Test
  void refusesASumThatDoesNotFit() {
    assertThatThrownBy(() -> accumulated(Long.MAX_VALUE, 1))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void codersKeepEveryField() throws CoderException {
    var event = new UserEvent("\u00e9", -1, Long.MAX_VALUE);
    var stats = new ActivityStats(1, -2, Long.MIN_VALUE);

    assertThat(CoderUtils.clone(UserEventCoder.of(), event)).isEqualTo(event);
    assertThat(CoderUtils.clone(ActivityStatsCoder.of(), stats)).isEqualTo(stats);
  }

  private ActivityStats accumulated(long... amountsCents) {
    ActivityStats stats = aggregator.createAccumulator();
    for (long amountCents : amountsCents) {
      stats = aggregator.addInput(stats, new UserEvent("u", amountCents, 0));
    }
    return stats;
  }
}
