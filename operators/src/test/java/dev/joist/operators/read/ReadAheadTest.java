// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.read;

import static org.apache.beam.sdk.transforms.windowing.BoundedWindow.TIMESTAMP_MAX_VALUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.joist.execution.JoistException;
import dev.joist.execution.operator.Operator;
import dev.joist.execution.operator.Progress;
import dev.joist.execution.operator.SideTask;
import dev.joist.execution.watermark.Watermark;
import dev.joist.operators.fixture.DirectContext;
import dev.joist.operators.fixture.Jobs;
import dev.joist.operators.fixture.WallClock;
import java.util.stream.IntStream;
import org.joda.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Splits that are read beside their operator, so that it does not wait for one that waits. */
class ReadAheadTest {

  private static final int MOST_AHEAD = 256;
  private static final long QUICK_MILLIS = 200;
  private static final long WAIT_MILLIS = 100;

  private final Ticks ticks = new Ticks("a", "b");
  private final WallClock clock = new WallClock(3_600_000);
  private final DirectContext context = new DirectContext(0, 1, clock).startingBeside();
  private Operator operator = beside();

  private Operator beside() {
    try {
      Operator opened =
          ReadOperators.unbounded(
                  new UnboundedReadSpec<>("Read/Ticks", "Read", ticks), Jobs.services())
              .create(context);
      opened.open();
      return opened;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void begin() throws Exception {
    assertThat(operator.work(100)).isEqualTo(Progress.IDLE);
    assertThat(context.beside()).hasSize(2);
  }

  @Test
  void anOperatorEmitsWhatAReaderFoundWhileAnotherWaits() throws Exception {
    ticks.get(1).whileAsked(() -> work(100, "a1 @1"));
    ticks.get(0).arrive("1");
    step(0);

    step(1);

    assertThat(operator.work(100)).isEqualTo(Progress.IDLE);
  }

  @Test
  void anElementIsThereBeforeTheReaderIsAskedForTheNext() throws Exception {
    ticks.get(0).arrive("1");
    ticks.get(0).whileAsked(() -> ticks.get(0).whileAsked(() -> work(100, "a1 @1")));

    step(0);

    assertThat(context.takeEmitted()).isEmpty();
  }

  @Test
  void aWatermarkComesBehindTheElementsBeforeIt() throws Exception {
    for (int split = 0; split < 2; split++) {
      ticks.get(split).arrive("1", "2");
      ticks.get(split).watermark(Instant.ofEpochMilli(5));
      step(split);
    }

    operator.work(2);
    operator.finishBundle();
    assertThat(operator.outputWatermark()).isEqualTo(Watermark.INITIAL_MILLIS);
    operator.work(100);
    operator.finishBundle();

    assertThat(operator.outputWatermark()).isEqualTo(5);
  }

  @Test
  void aReaderIsNotFurtherAheadThanItMay() throws Exception {
    ticks.get(0).arrive(IntStream.range(0, 1000).mapToObj(String::valueOf).toArray(String[]::new));
    for (int i = 0; i < 100; i++) {
      step(0);
    }
    assertThat(context.beside().get(0).step()).isEqualTo(Progress.IDLE);

    operator.work(10_000);

    assertThat(context.takeEmitted()).hasSizeBetween(MOST_AHEAD / 2, MOST_AHEAD);
    assertThat(context.beside().get(0).step()).isEqualTo(Progress.WORKED);
  }

  @Test
  void aReaderThatWaitsIsAskedAgainAtOnceAndOneThatDoesNotLessAndLessOften() throws Exception {
    ticks.get(0).whileAsked(() -> clock.pass(WAIT_MILLIS));
    assertThat(context.beside().get(0).step()).isEqualTo(Progress.WORKED);

    SideTask quick = context.beside().get(1);
    for (long pause : new long[] {1, 2, 4, 8, 8}) {
      assertThat(quick.step()).isEqualTo(Progress.IDLE);
      assertThat(quick.deadlineMillis() - clock.currentTimeMillis()).isEqualTo(pause);
      clock.pass(pause);
    }
  }

  @Test
  void aReaderThatDoesNotWaitComesHomeAndGoesBackWhenItDoes() throws Exception {
    clock.pass(QUICK_MILLIS);
    ticks.get(0).arrive("1");
    assertThat(context.beside().get(0).step()).isEqualTo(Progress.DONE);
    context.beside().get(0).close();
    work(100, "a1 @1");

    ticks.get(0).arrive("2");
    work(100, "a2 @2");
    ticks.get(0).whileAsked(() -> clock.pass(WAIT_MILLIS));
    clock.pass(WAIT_MILLIS);
    operator.work(100);
    ticks.get(0).whileAsked(() -> {});

    assertThat(context.beside()).hasSize(3);
    ticks.get(0).arrive("3");
    context.beside().get(2).step();
    work(100, "a3 @3");
  }

  @Test
  void aMarkIsOfAllThatWasEmittedBeforeIt() throws Exception {
    ticks.get(0).arrive("1", "2");
    step(0);
    operator.work(100);
    operator.finishBundle();
    assertThat(ticks.finalized()).containsExactly("mark a1");

    clock.pass(1000);
    step(0);
    operator.work(100);
    operator.finishBundle();

    assertThat(ticks.finalized()).containsExactly("mark a1", "mark a2");
  }

  @Test
  void aDrainedOperatorEmitsAndCommitsWhatWasReadAndIsDoneWhenTheReadersAreBack() throws Exception {
    ticks.get(0).arrive("1", "2");
    step(0);
    operator.drain();
    work(100, "a1 @1", "a2 @2");
    operator.finishBundle();
    assertThat(operator.outputWatermark()).isNotEqualTo(Watermark.FINAL_MILLIS);

    for (SideTask task : context.beside()) {
      assertThat(task.step()).isEqualTo(Progress.DONE);
      task.close();
    }
    operator.work(100);
    operator.finishBundle();

    assertThat(operator.outputWatermark()).isEqualTo(Watermark.FINAL_MILLIS);
    assertThat(operator.work(100)).isEqualTo(Progress.DONE);
    assertThat(ticks.finalized())
        .containsExactlyInAnyOrder("mark a1", "mark a2", "closed a", "closed b");
  }

  @Test
  void aSplitAtTheEndOfTimeComesHomeAndIsDone() throws Exception {
    ticks.get(0).arrive("1");
    for (int split = 0; split < 2; split++) {
      ticks.get(split).watermark(TIMESTAMP_MAX_VALUE);
      assertThat(context.beside().get(split).step()).isEqualTo(Progress.DONE);
      context.beside().get(split).close();
    }

    work(100, "a1 @1");
    operator.finishBundle();

    assertThat(operator.work(100)).isEqualTo(Progress.DONE);
    assertThat(ticks.finalized()).containsExactlyInAnyOrder("mark a1", "closed a", "closed b");
  }

  @Test
  void whoHasAReaderClosesIt() throws Exception {
    clock.pass(QUICK_MILLIS);
    context.beside().get(0).step();

    operator.close();
    assertThat(ticks.finalized()).containsExactly("closed a");
    assertThat(context.beside().get(1).step()).isEqualTo(Progress.DONE);
    for (SideTask task : context.beside()) {
      task.close();
    }

    assertThat(ticks.finalized()).containsExactly("closed a", "closed b");
  }

  @Test
  void aReaderThatThrowsAnErrorIsNamed() {
    ticks.get(0).arrive("!");

    assertThatThrownBy(() -> step(0))
        .isInstanceOf(JoistException.class)
        .hasMessage(
            "Read/Ticks: reading Ticks failed: java.lang.NoClassDefFoundError: org/ticks/Reader")
        .hasCauseInstanceOf(NoClassDefFoundError.class);
  }

  private void step(int split) throws Exception {
    context.beside().get(split).step();
  }

  private void work(int budget, String... emitted) {
    try {
      operator.work(budget);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    assertThat(context.takeEmitted()).containsExactly(emitted);
  }
}
