// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.read;

import static org.apache.beam.sdk.transforms.windowing.BoundedWindow.TIMESTAMP_MAX_VALUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.joist.execution.JoistException;
import dev.joist.execution.operator.Operator;
import dev.joist.execution.operator.OperatorFactory;
import dev.joist.execution.operator.Progress;
import dev.joist.execution.time.SettableClock;
import dev.joist.execution.watermark.Watermark;
import dev.joist.operators.fixture.DirectContext;
import dev.joist.operators.fixture.Jobs;
import dev.joist.operators.fixture.WallClock;
import dev.joist.operators.metrics.StepMetrics;
import dev.joist.operators.services.JobServices;
import java.util.concurrent.CancellationException;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;

class UnboundedReadOperatorTest {

  private final Ticks ticks = new Ticks("a", "b", "c");
  private final SettableClock clock = new SettableClock(0);
  private final DirectContext context = new DirectContext(0, 1, clock);

  @Test
  void readsAllItsSplits() throws Exception {
    Operator operator = open(read(), context);
    ticks.get(0).arrive("1", "2");
    ticks.get(1).arrive("3");

    assertThat(operator.work(100)).isEqualTo(Progress.CAUGHT_UP);

    assertThat(context.takeEmitted()).containsExactly("a1 @1", "a2 @2", "b3 @3");
    assertThat(operator.work(100)).isEqualTo(Progress.IDLE);
    ticks.get(2).arrive("4");
    assertThat(operator.work(100)).isEqualTo(Progress.CAUGHT_UP);
    assertThat(context.takeEmitted()).containsExactly("c4 @4");
    operator.close();
  }

  @Test
  void tellsWhetherThereMayBeMoreToRead() throws Exception {
    Operator operator = open(read(), context);
    ticks.get(1).arrive("1", "2", "3");

    assertThat(operator.work(3)).isEqualTo(Progress.WORKED);
    assertThat(context.takeEmitted()).containsExactly("b1 @1");
    assertThat(operator.work(100)).isEqualTo(Progress.CAUGHT_UP);
    assertThat(context.takeEmitted()).containsExactly("b2 @2", "b3 @3");
    assertThat(operator.work(100)).isEqualTo(Progress.IDLE);
    operator.close();
  }

  @Test
  void stopsWhereItIsWhenTheJobDrains() throws Exception {
    Operator operator = open(read(), context);
    ticks.get(0).arrive("1");
    operator.work(100);
    operator.drain();
    ticks.get(0).arrive("2");

    assertThat(operator.isBusy()).isTrue();
    assertThat(operator.work(100)).isEqualTo(Progress.IDLE);
    operator.finishBundle();

    assertThat(context.takeEmitted()).containsExactly("a1 @1");
    assertThat(operator.outputWatermark()).isEqualTo(Watermark.FINAL_MILLIS);
    assertThat(ticks.finalized()).contains("mark a1").endsWith("closed a", "closed b", "closed c");
    assertThat(operator.work(100)).isEqualTo(Progress.DONE);
    operator.close();
  }

  @Test
  void readsOnWhenTheClockIsSetBack() throws Exception {
    WallClock wall = new WallClock(3_600_000);
    DirectContext onTheWall = new DirectContext(0, 1, wall);
    Operator operator = open(read(), onTheWall);
    assertThat(operator.work(100)).isEqualTo(Progress.IDLE);

    wall.set(0);
    ticks.get(0).arrive("1");

    assertThat(operator.work(100)).isEqualTo(Progress.CAUGHT_UP);
    assertThat(onTheWall.takeEmitted()).containsExactly("a1 @1");
    operator.close();
  }

  @Test
  void readsAboutAsMuchAsItMayOverItsSplits() throws Exception {
    Operator operator = open(read(), context);
    ticks.get(0).arrive("1", "2", "3");
    ticks.get(1).arrive("4", "5", "6");

    operator.work(6);

    assertThat(context.takeEmitted()).containsExactly("a1 @1", "a2 @2", "b4 @4", "b5 @5");
    operator.close();
  }

  @Test
  void dealsTheSplitsToItsSubtasks() throws Exception {
    OperatorFactory factory = read();
    DirectContext second = new DirectContext(1, 2, clock);
    DirectContext first = new DirectContext(0, 2, clock);
    Operator one = open(factory, first);
    Operator other = open(factory, second);
    ticks.get(0).arrive("1");
    ticks.get(1).arrive("2");
    ticks.get(2).arrive("3");

    one.work(10);
    other.work(10);

    assertThat(first.takeEmitted()).containsExactly("a1 @1", "c3 @3");
    assertThat(second.takeEmitted()).containsExactly("b2 @2");
    one.close();
    other.close();
  }

  @Test
  void hasTheLowestWatermarkOfItsSplitsAndBelievesItWithoutData() throws Exception {
    Operator operator = open(read(), context);
    ticks.get(0).watermark(Instant.ofEpochMilli(10));
    ticks.get(1).watermark(Instant.ofEpochMilli(5));
    operator.work(10);
    operator.finishBundle();
    assertThat(operator.outputWatermark()).isEqualTo(Watermark.INITIAL_MILLIS);

    ticks.get(2).watermark(Instant.ofEpochMilli(7));
    assertThat(operator.work(10)).isEqualTo(Progress.IDLE);
    assertThat(operator.outputWatermark()).isEqualTo(Watermark.INITIAL_MILLIS);
    operator.finishBundle();
    assertThat(operator.outputWatermark()).isEqualTo(5);

    ticks.get(1).watermark(Instant.ofEpochMilli(3));
    operator.work(10);
    operator.finishBundle();
    assertThat(operator.outputWatermark()).isEqualTo(5);
    operator.close();
  }

  @Test
  void isDoneWhenAllItsSplitsAreAtTheEndOfTime() throws Exception {
    Operator operator = open(read(), context);
    ticks.get(0).arrive("1");
    ticks.get(0).watermark(TIMESTAMP_MAX_VALUE);
    ticks.get(1).watermark(TIMESTAMP_MAX_VALUE);
    operator.work(10);
    operator.finishBundle();
    assertThat(operator.work(10)).isNotEqualTo(Progress.DONE);

    ticks.get(2).watermark(TIMESTAMP_MAX_VALUE);
    operator.work(10);
    operator.finishBundle();

    assertThat(operator.outputWatermark()).isEqualTo(Watermark.FINAL_MILLIS);
    assertThat(operator.work(10)).isEqualTo(Progress.DONE);
    operator.close();
    assertThat(ticks.finalized())
        .contains("mark a1", "closed a", "closed b", "closed c")
        .hasSize(4);
  }

  @Test
  void finalizesMarksInOrderAfterTheBundleAndNotTwice() throws Exception {
    Operator operator = open(read(), context);
    ticks.get(0).arrive("1");
    operator.work(10);
    assertThat(ticks.finalized()).isEmpty();
    operator.finishBundle();
    assertThat(ticks.finalized()).containsExactly("mark a1");

    ticks.get(0).arrive("2");
    operator.work(10);
    clock.advanceTo(999);
    operator.finishBundle();
    assertThat(ticks.finalized()).containsExactly("mark a1");
    ticks.get(0).arrive("3");
    operator.work(10);
    clock.advanceTo(1000);
    operator.finishBundle();
    clock.advanceTo(5000);
    operator.finishBundle();

    assertThat(ticks.finalized()).containsExactly("mark a1", "mark a3");
    operator.close();
  }

  @Test
  void finalizesAMarkOnlyWhenAllThatWasReadBeforeItIsPassed() throws Exception {
    Operator operator = open(read(), context.passingLater());
    ticks.get(0).arrive("1");
    operator.work(10);
    operator.finishBundle();
    ticks.get(0).arrive("2");
    operator.work(10);
    assertThat(ticks.finalized()).isEmpty();

    context.passAll();

    assertThat(ticks.finalized()).containsExactly("mark a1");
    operator.close();
  }

  @Test
  void isNotDoneAndClosesNoReaderBeforeAllIsPassed() throws Exception {
    Operator operator = open(read(), context.passingLater());
    ticks.get(0).arrive("1");
    operator.work(10);
    operator.drain();
    operator.finishBundle();

    assertThat(operator.outputWatermark()).isEqualTo(Watermark.FINAL_MILLIS);
    assertThat(operator.work(10)).isEqualTo(Progress.IDLE);
    assertThat(operator.nextProcessingTimeMillis()).isEqualTo(Watermark.FINAL_MILLIS);
    assertThat(ticks.finalized()).containsExactly("closed b", "closed c");
    context.passAll();

    assertThat(ticks.finalized()).endsWith("mark a1", "closed a");
    assertThat(operator.work(10)).isEqualTo(Progress.DONE);
    operator.close();
  }

  @Test
  void asksLessOftenTheLongerNothingComes() throws Exception {
    Operator operator = open(read(), context);

    long[] delays = new long[6];
    for (int i = 0; i < delays.length; i++) {
      operator.work(10);
      delays[i] = operator.nextProcessingTimeMillis() - clock.currentTimeMillis();
      clock.advanceBy(delays[i]);
    }
    assertThat(delays).containsExactly(1, 2, 4, 8, 8, 8);

    ticks.get(0).arrive("1");
    assertThat(operator.work(10)).isEqualTo(Progress.CAUGHT_UP);
    assertThat(operator.nextProcessingTimeMillis()).isEqualTo(Watermark.FINAL_MILLIS);
    operator.close();
  }

  @Test
  void leavesASplitOutThatHadNoDataForTheTimeout() throws Exception {
    Operator operator = open(read(idleAfter(100)), context);
    arriveAt(10, 0);
    arriveAt(5, 1);
    arriveAt(7, 2);
    operator.work(10);
    operator.finishBundle();
    assertThat(operator.outputWatermark()).isEqualTo(5);

    clock.advanceTo(60);
    arriveAt(20, 0);
    arriveAt(30, 2);
    operator.work(10);
    clock.advanceTo(99);
    operator.finishBundle();
    assertThat(operator.outputWatermark()).isEqualTo(5);
    clock.advanceTo(100);
    operator.finishBundle();

    assertThat(operator.outputWatermark()).isEqualTo(20);
    assertThat(operator.isIdle()).isFalse();
    operator.close();
  }

  @Test
  void isIdleWhileAllItsSplitsAreAndThenKeepsItsWatermark() throws Exception {
    Operator operator = open(read(idleAfter(100)), context);
    for (int split = 0; split < 3; split++) {
      arriveAt(10, split);
    }
    operator.work(10);
    clock.advanceTo(100);
    ticks.get(0).watermark(Instant.ofEpochMilli(50));
    operator.work(10);
    operator.finishBundle();
    assertThat(operator.isIdle()).isTrue();
    assertThat(operator.outputWatermark()).isEqualTo(Watermark.INITIAL_MILLIS);

    arriveAt(60, 1);
    operator.work(10);
    operator.finishBundle();

    assertThat(operator.isIdle()).isFalse();
    assertThat(operator.outputWatermark()).isEqualTo(60);
    operator.close();
  }

  @Test
  void isNeverIdleUnlessTheUserSaysSo() throws Exception {
    Operator operator = open(read(), context);
    operator.work(10);
    clock.advanceTo(1_000_000_000_000L);
    operator.work(10);
    operator.finishBundle();

    assertThat(operator.isIdle()).isFalse();
    operator.close();
  }

  @Test
  void namesTheTransformAndTheSourceWhoseReaderThrowsAnError() throws Exception {
    Operator operator = open(read(), context);
    ticks.get(0).arrive("!");

    assertThatThrownBy(() -> operator.work(10))
        .isInstanceOf(JoistException.class)
        .hasMessage(
            "Read/Ticks: reading Ticks failed: java.lang.NoClassDefFoundError: org/ticks/Reader")
        .hasCauseInstanceOf(NoClassDefFoundError.class);
    operator.close();
  }

  @Test
  void leavesACancellationInsideItsOutputAlone() throws Exception {
    CancellationException cancelled = new CancellationException("subtask 0/1 was cancelled");
    Operator operator =
        open(
            read(),
            context.leadingTo(
                element -> {
                  throw cancelled;
                }));
    ticks.get(0).arrive("1");

    assertThatThrownBy(() -> operator.work(10)).isSameAs(cancelled);
    operator.close();
    assertThat(ticks.finalized()).containsExactly("closed a", "closed b", "closed c");
  }

  /** An element at its own time in {@code split}, whose watermark is there as well. */
  private void arriveAt(long millis, int split) {
    ticks.get(split).arrive(String.valueOf(millis));
    ticks.get(split).watermark(Instant.ofEpochMilli(millis));
  }

  private static JobServices idleAfter(long millis) {
    return new JobServices(PipelineOptionsFactory.create(), new StepMetrics(), true, millis);
  }

  private OperatorFactory read() {
    return read(Jobs.services());
  }

  private OperatorFactory read(JobServices services) {
    return ReadOperators.unbounded(new UnboundedReadSpec<>("Read/Ticks", "Read", ticks), services);
  }

  private static Operator open(OperatorFactory factory, DirectContext context) throws Exception {
    Operator operator = factory.create(context);
    operator.open();
    return operator;
  }
}
