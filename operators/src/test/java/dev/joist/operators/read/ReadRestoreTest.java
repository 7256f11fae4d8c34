// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.execution.operator.Operator;
import dev.joist.execution.operator.OperatorFactory;
import dev.joist.execution.operator.Progress;
import dev.joist.execution.testing.OperatorHarness;
import dev.joist.execution.time.SettableClock;
import dev.joist.execution.watermark.Watermark;
import dev.joist.operators.fixture.DirectContext;
import dev.joist.operators.fixture.Elements;
import dev.joist.operators.fixture.Jobs;
import dev.joist.state.MemorySections;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadRestoreTest {

  private static final String[] BOUNDED = {
    "a @97", "b @98", "c @99", "d @100", "e @101", "f @102", "g @103", "h @104", "i @105"
  };

  private final SettableClock clock = new SettableClock(0);
  private final List<String> emitted = new ArrayList<>();

  @BeforeEach
  void forget() {
    Counted.CALLS.clear();
  }

  @Test
  void anUnboundedReadGoesOnAtItsMarksAndDoesNotSplitAgain() throws Exception {
    new OperatorHarness(unbounded("a", "b"), 0, 1)
        .comparing(Elements::shown)
        .expectInAnyOrder(0, "a1 @1", "a2 @2", "a3 @3", "b1 @1", "b2 @2", "b3 @3")
        .expectWatermark(Watermark.FINAL_MILLIS)
        .run();
  }

  @Test
  void anUnboundedReadDealsItsSplitsToOtherSubtasks() throws Exception {
    List<MemorySections> snapshot = readABitAndLeave(unbounded("a", "b", "c", "d", "e"), 2, 1);
    assertThat(emitted).hasSize(5);

    readToTheEnd(unbounded("never", "split"), 3, snapshot);

    assertThat(emitted).hasSize(15).doesNotHaveDuplicates();
    assertThat(Counted.CALLS).containsOnlyOnce("split");
  }

  @Test
  void marksOfSnapshotsAreFinalizedInOrderWithTheNextCommit() throws Exception {
    DirectContext context = new DirectContext();
    Operator operator = unbounded("a").create(context);
    operator.open();
    operator.work(1);
    context.snapshot(operator);
    operator.work(1);
    assertThat(Counted.CALLS).containsExactly("split");

    operator.finishBundle();

    assertThat(Counted.CALLS).containsExactly("split", "finalize a1", "finalize a2");
    operator.close();
  }

  @Test
  void aBoundedReadGoesOnInTheMiddleOfASplit() throws Exception {
    OperatorFactory factory = bounded("abc", "", "de");

    new OperatorHarness(factory, 0, 1)
        .comparing(Elements::shown)
        .expect(0, "a @97", "b @98", "c @99", "d @100", "e @101")
        .expectWatermark(Watermark.FINAL_MILLIS)
        .run();
  }

  @Test
  void aBoundedReadReadsEachSplitOnceWhoeverTookIt() throws Exception {
    for (int subtasksAfter = 1; subtasksAfter <= 4; subtasksAfter++) {
      for (int elements = 0; elements <= 3; elements++) {
        emitted.clear();
        List<MemorySections> snapshot =
            readABitAndLeave(bounded("abc", "d", "ef", "g", "hi"), 2, elements);

        readToTheEnd(bounded("other", "now"), subtasksAfter, snapshot);

        assertThat(emitted).containsExactlyInAnyOrder(BOUNDED);
      }
    }
  }

  /**
   * Subtasks read some elements, each with its own moment for the snapshot: between the first and
   * the last the others go on, and that is lost.
   */
  private List<MemorySections> readABitAndLeave(
      OperatorFactory factory, int parallelism, int elements) throws Exception {
    List<DirectContext> contexts = new ArrayList<>();
    List<Operator> operators = new ArrayList<>();
    for (int i = 0; i < parallelism; i++) {
      contexts.add(new DirectContext(i, parallelism, clock));
      operators.add(factory.create(contexts.get(i)));
    }
    for (Operator operator : operators) {
      operator.open();
    }
    List<MemorySections> snapshot = new ArrayList<>();
    for (int i = 0; i < parallelism; i++) {
      for (int left = elements; left > 0; left--) {
        operators.get(i).work(1);
      }
      operators.get(i).finishBundle();
      emitted.addAll(contexts.get(i).takeEmitted());
      snapshot.add(contexts.get(i).snapshot(operators.get(i)));
      operators.get(i).work(2);
    }
    for (Operator operator : operators) {
      operator.close();
    }
    return snapshot;
  }

  private void readToTheEnd(OperatorFactory factory, int parallelism, List<MemorySections> snapshot)
      throws Exception {
    List<DirectContext> contexts = new ArrayList<>();
    List<Operator> operators = new ArrayList<>();
    for (int i = 0; i < parallelism; i++) {
      contexts.add(DirectContext.restored(i, parallelism, clock, snapshot));
      operators.add(factory.create(contexts.get(i)));
    }
    for (Operator operator : operators) {
      operator.open();
    }
    for (int i = 0; i < parallelism; i++) {
      Operator operator = operators.get(i);
      while (operator.work(3) != Progress.DONE) {
        operator.finishBundle();
      }
      operator.finishBundle();
      assertThat(operator.outputWatermark()).isEqualTo(Watermark.FINAL_MILLIS);
      emitted.addAll(contexts.get(i).takeEmitted());
    }
    for (Operator operator : operators) {
      operator.close();
    }
  }

  private static OperatorFactory unbounded(String... names) {
    return ReadOperators.unbounded(
        new UnboundedReadSpec<>("Read/Counted", "Read", new Counted(List.of(names), 3)),
        Jobs.services());
  }

  private static OperatorFactory bounded(String... words) {
    return ReadOperators.bounded(
        new BoundedReadSpec<>("Read/Letters", "Read", new Letters(words)), Jobs.services());
  }
}
