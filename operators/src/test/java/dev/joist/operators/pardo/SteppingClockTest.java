// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.pardo;

import static dev.joist.operators.fixture.Elements.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.execution.operator.Operator;
import dev.joist.execution.watermark.Watermark;
import dev.joist.operators.fixture.DirectContext;
import dev.joist.operators.fixture.WallClock;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.values.KV;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Timers of processing time when somebody sets the machine's clock. */
class SteppingClockTest {

  private final WallClock clock = new WallClock(10_000);
  private final DirectContext context = new DirectContext(0, 1, clock);
  private Operator operator;

  @BeforeEach
  void open() throws Exception {
    KvCoder<String, String> pairs = KvCoder.of(StringUtf8Coder.of(), StringUtf8Coder.of());
    operator =
        ParDos.stateful(new StatefulParDoTimersTest.Commands(), pairs).factory().create(context);
    operator.open();
  }

  @AfterEach
  void close() throws Exception {
    operator.close();
  }

  @Test
  void aLeapAheadFiresEveryTimerOnceAndInOrder() throws Exception {
    set("late", 500);
    set("early", 100);

    leapTo(3_600_000);

    assertThat(context.takeEmitted())
        .hasSize(2)
        .satisfiesExactly(
            first -> assertThat(first).startsWith("early: processing"),
            second -> assertThat(second).startsWith("late: processing"));
    assertThat(operator.nextProcessingTimeMillis()).isEqualTo(Watermark.FINAL_MILLIS);
  }

  @Test
  void aStepBackLosesNoTimerAndFiresNoneTwice() throws Exception {
    set("before", 100);
    leapTo(5_000);
    assertThat(context.takeEmitted()).isEmpty();
    set("after", 100);
    assertThat(operator.nextProcessingTimeMillis()).isEqualTo(5_101);

    leapTo(5_101);
    assertThat(context.takeEmitted()).singleElement().asString().startsWith("after: processing");
    leapTo(10_101);
    assertThat(context.takeEmitted()).singleElement().asString().startsWith("before: processing");
    leapTo(5_101);
    leapTo(20_000);

    assertThat(context.takeEmitted()).isEmpty();
  }

  private void set(String key, long aheadMillis) throws Exception {
    operator.input(0).accept(at(1, KV.of(key, "processing " + aheadMillis)));
    operator.finishBundle();
  }

  private void leapTo(long millis) throws Exception {
    clock.set(millis);
    operator.onProcessingTime(millis);
    operator.finishBundle();
  }
}
