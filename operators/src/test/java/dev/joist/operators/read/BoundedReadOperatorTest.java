// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.joist.execution.JoistException;
import dev.joist.execution.operator.Operator;
import dev.joist.execution.operator.OperatorFactory;
import dev.joist.execution.operator.Progress;
import dev.joist.execution.testing.OperatorHarness;
import dev.joist.execution.time.SettableClock;
import dev.joist.execution.watermark.Watermark;
import dev.joist.operators.fixture.DirectContext;
import dev.joist.operators.fixture.Elements;
import dev.joist.operators.fixture.Jobs;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.apache.beam.sdk.values.WindowedValue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BoundedReadOperatorTest {

  @BeforeEach
  void forget() {
    Letters.CLOSED.clear();
  }

  @Test
  void readsOneSplitAfterTheOtherWithTheirTimestamps() throws Exception {
    // The source is split once for a factory, so each run needs one of its own.
    new OperatorHarness(context -> read("ab", "", "c").create(context), 0, 1)
        .comparing(Elements::shown)
        .expect(0, "a @97", "b @98", "c @99")
        .expectWatermark(Watermark.FINAL_MILLIS)
        .run();

    assertThat(Letters.CLOSED)
        .startsWith("ab", "", "c")
        .hasSizeGreaterThan(3 * (3 + OperatorHarness.SEEDS));
  }

  @Test
  void readsEachSplitOnceOverItsSubtasks() throws Exception {
    List<Object> emitted = new ArrayList<>();
    OperatorFactory factory = read("ab", "cd", "ef", "g", "h");
    List<Operator> subtasks = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      subtasks.add(
          factory.create(new DirectContext(i, 3, new SettableClock(0)).leadingTo(emitted::add)));
    }

    List<Operator> reading = new ArrayList<>(subtasks);
    while (!reading.isEmpty()) {
      reading.removeIf(BoundedReadOperatorTest::isDoneAfterOneElement);
    }

    assertThat(emitted)
        .extracting(letter -> Elements.value(((WindowedValue<?>) letter).getValue()))
        .containsExactlyInAnyOrder("a", "b", "c", "d", "e", "f", "g", "h");
    assertThat(Letters.CLOSED).containsExactlyInAnyOrder("ab", "cd", "ef", "g", "h");
  }

  @Test
  void keepsItsWatermarkUntilAllIsRead() throws Exception {
    Operator operator = read("ab").create(new DirectContext());
    assertThat(operator.isBusy()).isTrue();

    assertThat(operator.work(2)).isEqualTo(Progress.WORKED);
    assertThat(operator.outputWatermark()).isEqualTo(Watermark.INITIAL_MILLIS);
    while (operator.work(2) != Progress.DONE) {
      assertThat(operator.outputWatermark()).isEqualTo(Watermark.INITIAL_MILLIS);
    }

    assertThat(operator.outputWatermark()).isEqualTo(Watermark.FINAL_MILLIS);
    assertThat(operator.isBusy()).isFalse();
  }

  @Test
  void namesTheTransformAndTheSourceThatFailsAndClosesItsReader() {
    assertThatThrownBy(() -> new OperatorHarness(read("a?"), 0, 1).run())
        .cause()
        .isInstanceOf(JoistException.class)
        .hasMessage("Read/Letters: reading Letters[a?] failed: a letter is missing")
        .extracting(thrown -> ((JoistException) thrown).kind())
        .isEqualTo(JoistException.Kind.USER_CODE);
    assertThat(Letters.CLOSED).containsExactly("a?");
  }

  @Test
  void namesTheTransformAndTheSourceWhoseReaderThrowsAnError() {
    assertThatThrownBy(() -> new OperatorHarness(read("a!"), 0, 1).run())
        .cause()
        .isInstanceOf(JoistException.class)
        .hasMessage(
            "Read/Letters: reading Letters[a!] failed: java.lang.NoClassDefFoundError:"
                + " org/letters/Reader")
        .hasCauseInstanceOf(NoClassDefFoundError.class);
  }

  @Test
  void namesTheTransformAndTheSourceThatThrowsAnErrorWhenItIsSplit() {
    assertThatThrownBy(() -> new OperatorHarness(read("a", "#"), 0, 1).run())
        .cause()
        .isInstanceOf(JoistException.class)
        .hasMessage(
            "Read/Letters: reading Letters[a, #] failed: java.lang.NoClassDefFoundError:"
                + " org/letters/Splitter")
        .hasCauseInstanceOf(NoClassDefFoundError.class);
  }

  @Test
  void leavesFailuresOfWhatFollowsItAlone() throws Exception {
    CancellationException cancelled = new CancellationException("subtask 0/1 was cancelled");
    Operator operator =
        read("a")
            .create(
                new DirectContext()
                    .leadingTo(
                        element -> {
                          throw cancelled;
                        }));

    assertThatThrownBy(() -> operator.work(5)).isSameAs(cancelled);
    operator.close();
    assertThat(Letters.CLOSED).containsExactly("a");
  }

  private static boolean isDoneAfterOneElement(Operator operator) {
    try {
      return operator.work(1) == Progress.DONE;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static OperatorFactory read(String... words) {
    return ReadOperators.bounded(
        new BoundedReadSpec<>("Read/Letters", "Read", new Letters(words)), Jobs.services());
  }
}
