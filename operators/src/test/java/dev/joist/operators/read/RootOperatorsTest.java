// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.joist.execution.operator.Operator;
import dev.joist.execution.operator.OperatorFactory;
import dev.joist.execution.operator.Progress;
import dev.joist.execution.quiescence.Quiescence;
import dev.joist.execution.simulation.VirtualClock;
import dev.joist.execution.testing.OperatorHarness;
import dev.joist.execution.time.SettableClock;
import dev.joist.execution.watermark.Watermark;
import dev.joist.operators.fixture.DirectContext;
import dev.joist.operators.fixture.Elements;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.values.TimestampedValue;
import org.apache.beam.sdk.values.WindowedValue;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;

/** Impulse and test stream. */
class RootOperatorsTest {

  @Test
  void anImpulseIsOneEmptyArrayAtTheBeginningOfTime() throws Exception {
    new OperatorHarness(context -> new ImpulseOperator("impulse", context), 0, 1)
        .comparing(
            element -> {
              WindowedValue<?> impulse = (WindowedValue<?>) element;
              return Elements.shown(impulse.withValue(((byte[]) impulse.getValue()).length));
            })
        .expect(0, "0 @min")
        .expectWatermark(Watermark.FINAL_MILLIS)
        .run();
  }

  @Test
  void anImpulseHasNoInput() {
    assertThatThrownBy(() -> new ImpulseOperator("impulse", new DirectContext()).input(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("impulse has no input 0");
  }

  @Test
  void aTestStreamPlaysAnEventAtEachQuiescentMoment() throws Exception {
    SettableClock clock = new SettableClock(1000);
    DirectContext context = new DirectContext(0, 1, clock);
    Operator operator = play().create(context);
    operator.open();

    assertThat(operator.work(9)).isEqualTo(Progress.IDLE);
    assertThat(context.takeEmitted()).isEmpty();
    assertThat(afterMoment(operator)).isEqualTo(Watermark.INITIAL_MILLIS);
    assertThat(context.takeEmitted()).containsExactly("a @1", "b @2");
    assertThat(afterMoment(operator)).isEqualTo(10);
    assertThat(clock.currentTimeMillis()).isEqualTo(1000);
    assertThat(afterMoment(operator)).isEqualTo(10);
    assertThat(clock.currentTimeMillis()).isEqualTo(1500);
    assertThat(afterMoment(operator)).isEqualTo(10);
    assertThat(context.takeEmitted()).containsExactly("late @3");
    assertThat(afterMoment(operator)).isEqualTo(Watermark.FINAL_MILLIS);
  }

  @Test
  void aTestStreamKeepsItsWatermarkUntilTheBundleIsOver() throws Exception {
    Operator operator = play().create(new DirectContext());
    operator.open();
    assertThat(afterMoment(operator)).isEqualTo(Watermark.INITIAL_MILLIS);

    ((Quiescence.Participant) operator).onQuiescent();
    assertThat(operator.work(9)).isEqualTo(Progress.WORKED);
    assertThat(operator.outputWatermark()).isEqualTo(Watermark.INITIAL_MILLIS);
    operator.finishBundle();

    assertThat(operator.outputWatermark()).isEqualTo(10);
  }

  @Test
  void aTestStreamIsPlayedToItsEnd() throws Exception {
    new OperatorHarness(play(), 0, 1)
        .comparing(Elements::shown)
        .settle()
        .settle()
        .settle()
        .settle()
        .settle()
        .settle()
        .expect(0, "a @1", "b @2", "late @3")
        .expectWatermark(Watermark.FINAL_MILLIS)
        .run();
  }

  @Test
  void aTestStreamWantsAClockThatCanBeSet() {
    VirtualClock clock = new VirtualClock(0);

    assertThatThrownBy(() -> play().create(new DirectContext(0, 1, clock)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Play is a test stream, but the job's clock cannot be set");
  }

  /** The output watermark after a quiescent moment and the bundle that it begins. */
  private static long afterMoment(Operator operator) throws Exception {
    ((Quiescence.Participant) operator).onQuiescent();
    operator.work(9);
    operator.finishBundle();
    return operator.outputWatermark();
  }

  private static TimestampedValue<String> at(long millis, String value) {
    return TimestampedValue.of(value, Instant.ofEpochMilli(millis));
  }

  private static OperatorFactory play() {
    TestStream<String> stream =
        TestStream.create(StringUtf8Coder.of())
            .addElements(at(1, "a"), at(2, "b"))
            .advanceWatermarkTo(Instant.ofEpochMilli(10))
            .advanceProcessingTime(Duration.millis(500))
            .addElements(at(3, "late"))
            .advanceWatermarkToInfinity();
    return ReadOperators.testStream(new TestStreamSpec<>("Play", stream));
  }
}
