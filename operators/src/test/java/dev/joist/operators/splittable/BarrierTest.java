// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.splittable;

import static dev.joist.operators.splittable.Pieces.whole;
import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.execution.operator.Operator;
import dev.joist.execution.operator.OperatorFactory;
import dev.joist.execution.operator.Progress;
import dev.joist.execution.time.SettableClock;
import dev.joist.execution.watermark.Watermark;
import dev.joist.operators.fixture.DirectContext;
import dev.joist.state.MemorySections;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A barrier that comes while a function works on a piece that it would not end by itself soon. */
class BarrierTest {

  private final OperatorFactory factory =
      SplittableOperators.create(
          Pieces.spec(new Functions.Letters(), SplittableSpec.Phase.PROCESS), Pieces.services());
  private final List<Object> emitted = new ArrayList<>();

  @Test
  void cutsThePieceThatIsWorkedOnAndLetsTheOthersWait() throws Exception {
    Operator[] opened = new Operator[1];
    DirectContext told =
        new DirectContext()
            .leadingTo(
                letter -> {
                  emitted.add(Pieces.value(letter));
                  if (Pieces.value(letter).equals("b")) {
                    fromAnotherThread(() -> opened[0].expectSnapshot(true));
                  }
                });
    Operator operator = open(told);
    opened[0] = operator;

    operator.input(0).accept(whole("abcd"));
    operator.input(0).accept(whole("xy"));
    operator.onWatermark(0, 5000);
    assertThat(operator.work(10)).isEqualTo(Progress.IDLE);
    operator.finishBundle();

    assertThat(emitted).containsExactly("a", "b");
    assertThat(operator.outputWatermark()).isEqualTo(Watermark.INITIAL_MILLIS);

    MemorySections snapshot = told.snapshot(operator);
    operator.expectSnapshot(false);
    emitted.clear();
    assertThat(worksToTheEnd(operator)).containsExactly("c", "d", "x", "y");
    operator.close();

    emitted.clear();
    DirectContext second =
        DirectContext.restored(0, 1, new SettableClock(0), List.of(snapshot))
            .leadingTo(letter -> emitted.add(Pieces.value(letter)));
    Operator restored = open(second);
    restored.onWatermark(0, 5000);
    assertThat(worksToTheEnd(restored)).containsExactly("c", "d", "x", "y");
    assertThat(restored.outputWatermark()).isEqualTo(5000);
    restored.close();
  }

  private Operator open(DirectContext context) throws Exception {
    Operator operator = factory.create(context);
    operator.open();
    return operator;
  }

  private List<Object> worksToTheEnd(Operator operator) throws Exception {
    while (operator.work(10) == Progress.WORKED) {
      operator.finishBundle();
    }
    return emitted;
  }

  private static void fromAnotherThread(Runnable action) {
    Thread thread = new Thread(action);
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
