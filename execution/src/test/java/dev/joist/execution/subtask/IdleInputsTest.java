// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import static dev.joist.execution.fixture.Plans.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.execution.fixture.ManualClock;
import dev.joist.execution.fixture.PassingOperator;
import dev.joist.execution.operator.OperatorContext;
import org.junit.jupiter.api.Test;

/** What a subtask says of its watermark when nobody waits for those of its inputs. */
class IdleInputsTest {

  /** Holds the watermark at an element until the next one. */
  private static final class HoldsEachOther extends PassingOperator {

    private boolean holding;

    HoldsEachOther(OperatorContext context) {
      super(context, 1);
    }

    @Override
    protected void onElement(int port, Object element) {
      holding = !holding;
    }

    @Override
    public boolean isHolding() {
      return holding;
    }
  }

  @Test
  void isIdleWhenAllItsInputsAre() throws Exception {
    SteppedSubtask subtask = subtask(false);

    subtask.watermark(0, 20).idle(0).settle();
    assertThat(subtask.sent()).containsExactly("0:wm 20", "0:idle");
    subtask.watermark(0, 30).settle();

    assertThat(subtask.sent()).containsExactly("0:wm 30");
  }

  @Test
  void isNotIdleWhileAnOperatorHolds() throws Exception {
    SteppedSubtask subtask = subtask(true);

    subtask.elements(0, 7).watermark(0, 20).idle(0).settle();
    assertThat(subtask.sent()).containsExactly("0:wm 20");
    subtask.elements(0, 8).settle();

    assertThat(subtask.sent()).containsExactly("0:idle");
  }

  @Test
  void isWaitedForAgainWhenAnOperatorBeginsToHold() throws Exception {
    SteppedSubtask subtask = subtask(true);
    subtask.watermark(0, 20).idle(0).settle();
    assertThat(subtask.sent()).containsExactly("0:wm 20", "0:idle");

    subtask.elements(0, 7).settle();

    assertThat(subtask.sent()).containsExactly("0:wm 20");
  }

  private static SteppedSubtask subtask(boolean holds) throws Exception {
    return new SteppedSubtask(
        node("only", 1, 1, holds ? HoldsEachOther::new : PassingOperator.flatten(1)),
        SubtaskLimits.defaults(),
        new ManualClock());
  }
}
