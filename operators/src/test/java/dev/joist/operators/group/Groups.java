// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import dev.joist.execution.operator.OperatorFactory;
import dev.joist.operators.fixture.Elements;
import dev.joist.operators.fixture.Jobs;
import dev.joist.operators.services.JobServices;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.Trigger;
import org.apache.beam.sdk.values.WindowingStrategy;
import org.joda.time.Duration;

/** Builds GroupByKeys of strings to numbers for specifications. */
final class Groups {

  static final FixedWindows TENS = FixedWindows.of(Duration.millis(10));
  static final IntervalWindow W1 = Elements.window(0, 10);
  static final IntervalWindow W2 = Elements.window(10, 20);

  private Groups() {}

  static OperatorFactory of(WindowingStrategy<?, ?> windowing) {
    return of(windowing, Jobs.services());
  }

  static OperatorFactory of(WindowingStrategy<?, ?> windowing, JobServices services) {
    return of(windowing, services, GroupingStrategy.GENERAL);
  }

  static OperatorFactory atEndsOfWindows(WindowingStrategy<?, ?> windowing) {
    return of(windowing, Jobs.services(), GroupingStrategy.END_OF_WINDOW);
  }

  static OperatorFactory of(
      WindowingStrategy<?, ?> windowing, JobServices services, GroupingStrategy strategy) {
    KvCoder<String, Integer> coder =
        KvCoder.of(NullableCoder.of(StringUtf8Coder.of()), VarIntCoder.of());
    return GroupByKeyOperators.groupByKey(
        new GroupByKeySpec<>("Group", coder, windowing, false, strategy), services);
  }

  /** Windows of ten milliseconds with the default trigger. */
  static WindowingStrategy<?, ?> tens() {
    return WindowingStrategy.of(TENS);
  }

  static WindowingStrategy<?, ?> discarding(Trigger trigger, long latenessMillis) {
    return WindowingStrategy.of(TENS)
        .withTrigger(trigger)
        .withMode(WindowingStrategy.AccumulationMode.DISCARDING_FIRED_PANES)
        .withAllowedLateness(Duration.millis(latenessMillis));
  }

  static WindowingStrategy<?, ?> accumulating(Trigger trigger, long latenessMillis) {
    return discarding(trigger, latenessMillis)
        .withMode(WindowingStrategy.AccumulationMode.ACCUMULATING_FIRED_PANES);
  }
}
