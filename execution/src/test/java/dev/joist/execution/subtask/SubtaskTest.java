// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import static dev.joist.execution.fixture.Plans.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.execution.channel.Cut;
import dev.joist.execution.fixture.ManualClock;
import dev.joist.execution.fixture.Numbers;
import dev.joist.execution.fixture.PassingOperator;
import dev.joist.execution.operator.OperatorContext;
import dev.joist.execution.operator.OperatorFactory;
import dev.joist.execution.operator.Progress;
import dev.joist.execution.time.Clock;
import dev.joist.execution.time.SettableClock;
import dev.joist.execution.watermark.Watermark;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a subtask does at each step, without threads. */
class SubtaskTest {

  private static final Cut BARRIER = new Cut(Cut.Kind.BARRIER, 1);
  private static final Cut MARKER = new Cut(Cut.Kind.MARKER, 2);

  private final ManualClock clock = new ManualClock();
  private final List<String> seen = new ArrayList<>();

  /** Notes all that is asked of it; a watermark is due when it is a multiple of 100. */
  private class Witness extends PassingOperator {

    private final boolean lingers;
    private boolean open;
    private long timer = Watermark.FINAL_MILLIS;

    private Witness(OperatorContext context, int inputs, boolean lingers) {
      super(context, inputs);
      this.lingers = lingers;
    }

    @Override
    public boolean prefersLargeBundles() {
      return lingers;
    }

    @Override
    protected void onElement(int port, Object element) {
      open = true;
      seen.add(element.toString());
      timer = Math.min(timer, clock.currentTimeMillis() + 1000);
      super.onElement(port, element);
    }

    @Override
    public void finishBundle() {
      if (open) {
        open = false;
        seen.add("|");
      }
    }

    @Override
    public boolean isDue(int port, long watermarkMillis) {
      return watermarkMillis % 100 == 0;
    }

    @Override
    public void onWatermark(int port, long watermarkMillis) throws Exception {
      seen.add("wm " + watermarkMillis);
      super.onWatermark(port, watermarkMillis);
    }

    @Override
    public long nextProcessingTimeMillis() {
      return timer;
    }

    @Override
    public boolean onProcessingTime(long nowMillis) {
      timer = Watermark.FINAL_MILLIS;
      open = true;
      seen.add("timer");
      return true;
    }
  }

  /** A witness whose bundles are costly to end, with work of its own. */
  private class Worker extends Witness {

    private Worker(OperatorContext context) {
      super(context, 1, true);
    }

    @Override
    public boolean hasOwnWork() {
      return true;
    }
  }

  private SteppedSubtask witness(SubtaskLimits limits) throws Exception {
    return new SteppedSubtask(
        node("witness", 1, 1, context -> new Witness(context, 1, false)), limits, clock);
  }

  private SteppedSubtask lingering(Clock jobClock) throws Exception {
    return new SteppedSubtask(
        node("witness", 1, 1, context -> new Witness(context, 1, true)), limits(100), jobClock);
  }

  private static SubtaskLimits limits(int bundleElements) {
    return new SubtaskLimits(bundleElements, 1000, 5, 8, 10, 16, 64);
  }

  @Test
  void aBundleEndsWhenNothingIsLeftToRead() throws Exception {
    SteppedSubtask subtask = witness(limits(100)).elements(0, 1, 2).elements(0, 3);

    subtask.settle();

    assertThat(seen).containsExactly("1", "2", "3", "|");
    assertThat(subtask.sent()).containsExactly("0:[1, 2, 3]");
  }

  @Test
  void aBundleEndsAtExactlyItsLimitAlsoInsideABatch() throws Exception {
    SteppedSubtask subtask = witness(limits(3)).elements(0, 1, 2, 3, 4, 5, 6, 7);

    subtask.settle();

    assertThat(seen).containsExactly("1", "2", "3", "|", "4", "5", "6", "|", "7", "|");
  }

  @Test
  void aBundleEndsAtItsAgeAlsoWhileThereIsMoreToRead() throws Exception {
    SteppedSubtask subtask = witness(limits(100)).elements(0, 1).elements(0, 2);

    subtask.step();
    clock.advance(1000);
    subtask.step();

    assertThat(seen).startsWith("1").endsWith("|");
  }

  @Test
  void aWatermarkWaitsUntilTheBundleEnds() throws Exception {
    SteppedSubtask subtask = witness(limits(100)).elements(0, 1).watermark(0, 10).elements(0, 2);

    subtask.settle();

    assertThat(seen).containsExactly("1", "2", "|", "wm 10");
    assertThat(subtask.sent()).containsExactly("0:[1, 2]", "0:wm 10");
  }

  @Test
  void onlyTheNewestWaitingWatermarkCounts() throws Exception {
    SteppedSubtask subtask =
        witness(limits(100)).elements(0, 1).watermark(0, 10).watermark(0, 20).elements(0, 2);

    subtask.settle();

    assertThat(seen).containsExactly("1", "2", "|", "wm 20");
  }

  @Test
  void aWatermarkAtWhichSomethingIsDueEndsTheBundle() throws Exception {
    SteppedSubtask subtask = witness(limits(100)).elements(0, 1).watermark(0, 200).elements(0, 2);

    subtask.settle();

    assertThat(seen).containsExactly("1", "|", "wm 200", "2", "|");
    assertThat(subtask.sent()).containsExactly("0:[1]", "0:wm 200", "0:[2]");
  }

  @Test
  void theFinalWatermarkEndsTheBundle() throws Exception {
    SteppedSubtask subtask =
        witness(limits(100)).elements(0, 1).watermark(0, Watermark.FINAL_MILLIS).end(0);

    assertThat(subtask.settle()).isEqualTo(Progress.DONE);
    assertThat(seen).containsExactly("1", "|", "wm " + Watermark.FINAL_MILLIS);
    assertThat(subtask.sent()).containsExactly("0:[1]", "0:wm final", "end");
  }

  @Test
  void theWatermarkOfAnInputIsTakenOnlyBetweenBundlesAlsoWithSeveralInputs() throws Exception {
    SteppedSubtask subtask =
        new SteppedSubtask(
            node("timers", 2, 1, context -> new FiresAtEachWatermark(context, seen)),
            limits(100),
            clock);
    subtask.watermark(0, 10).watermark(1, 10);

    subtask.settle();

    assertThat(seen).containsExactly("wm 0:10", "fired", "|", "wm 1:10", "fired", "|");
  }

  @Test
  void anIdleInputIsToldToWhatFollowsUntilItsNextWatermark() throws Exception {
    SteppedSubtask subtask = witness(limits(100)).watermark(0, 100).idle(0);

    subtask.settle();
    subtask.watermark(0, 100).settle();
    subtask.watermark(0, 200).settle();

    assertThat(subtask.sent()).containsExactly("0:wm 100", "0:idle", "0:wm 100", "0:wm 200");
  }

  @Test
  void anIdleSubtaskDoesNotLingerIfWorkWaitsForTheEndOfTheBundle() throws Exception {
    OperatorFactory waiting =
        context ->
            new Worker(context) {
              @Override
              public Progress work(int budget) {
                return Progress.IDLE;
              }

              @Override
              public boolean waitsForBundleEnd() {
                return !seen.contains("|");
              }
            };

    new SteppedSubtask(node("waiting", 1, 1, waiting), limits(100), clock).elements(0, 1).settle();

    assertThat(seen).containsExactly("1", "|");
  }

  @Test
  void aBundleEndsAfterTheLingerTimeWhereASourceHasCaughtUp() throws Exception {
    OperatorFactory caughtUp =
        context ->
            new Worker(context) {
              @Override
              public Progress work(int budget) {
                onElement(0, 7L);
                return Progress.CAUGHT_UP;
              }
            };
    SteppedSubtask subtask = new SteppedSubtask(node("source", 1, 1, caughtUp), limits(100), clock);

    assertThat(subtask.step()).isEqualTo(Progress.WORKED);
    assertThat(seen).containsExactly("7");
    clock.advance(5);
    assertThat(subtask.step()).isEqualTo(Progress.WORKED);
    assertThat(seen).containsExactly("7", "7", "|");
  }

  @Test
  void anIdleSubtaskLingersBeforeItEndsABundleThatIsCostlyToEnd() throws Exception {
    SteppedSubtask subtask = lingering(clock).elements(0, 1);

    assertThat(subtask.settle()).isEqualTo(Progress.IDLE);
    assertThat(seen).containsExactly("1");
    assertThat(subtask.sent()).containsExactly("0:[1]");
    assertThat(subtask.deadlineMillis()).isEqualTo(5);

    clock.advance(5);
    subtask.elements(0, 2);
    subtask.step();
    assertThat(subtask.step()).isEqualTo(Progress.WORKED);
    assertThat(seen).containsExactly("1", "2", "|");
  }

  @Test
  void nothingLingersByAClockThatStands() throws Exception {
    SteppedSubtask subtask = lingering(new SettableClock(0)).elements(0, 1);

    subtask.settle();

    assertThat(seen).containsExactly("1", "|");
  }

  @Test
  void nothingLingersAtTheEndOfInput() throws Exception {
    SteppedSubtask subtask =
        lingering(clock).elements(0, 1).watermark(0, Watermark.FINAL_MILLIS).end(0);

    assertThat(subtask.settle()).isEqualTo(Progress.DONE);
  }

  @Test
  void firesWhatIsDueInProcessingTimeAndSaysWhenThatIs() throws Exception {
    SteppedSubtask subtask = witness(limits(100)).elements(0, 1);
    subtask.settle();
    assertThat(subtask.deadlineMillis()).isEqualTo(1000);

    clock.advance(1000);
    subtask.settle();

    assertThat(seen).containsExactly("1", "|", "timer", "|");
    assertThat(subtask.deadlineMillis()).isEqualTo(Watermark.FINAL_MILLIS);
  }

  @Test
  void startsNothingWhileAnOutputIsFullAndWaitsForRoomRatherThanForATime() throws Exception {
    SubtaskLimits oneSlot = new SubtaskLimits(1, 1000, 0, 1, 10, 1, 64);
    SteppedSubtask subtask = witness(oneSlot).elements(0, 1, 2, 3);

    assertThat(subtask.settle()).isEqualTo(Progress.IDLE);
    clock.advance(5000);

    assertThat(subtask.step()).isEqualTo(Progress.IDLE);
    assertThat(seen).doesNotContain("3", "timer");
    assertThat(subtask.deadlineMillis()).isEqualTo(Watermark.FINAL_MILLIS);
    assertThat(subtask.sent()).containsExactly("0:[1]");
    subtask.settle();
    assertThat(subtask.sent()).containsExactly("0:[2]");
    subtask.settle();
    assertThat(seen).contains("timer", "3");
  }

  @Test
  void aBatchIsSentWhenItIsOldAlsoWhileThereIsMoreToDo() throws Exception {
    clock.advance(1_000);
    SteppedSubtask subtask = witness(limits(100));
    subtask.elements(0, 1).elements(0, 2).elements(0, 3);
    subtask.step();
    subtask.sent();
    subtask.step();
    assertThat(subtask.sent()).isEmpty();

    clock.advance(10);
    subtask.step();

    assertThat(subtask.sent()).containsExactly("0:[2, 3]");
  }

  @Test
  void aBarrierEndsTheBundleAndLeavesTheWatermarkForLater() throws Exception {
    SteppedSubtask subtask =
        witness(limits(100)).elements(0, 1).watermark(0, 10).cut(0, BARRIER).elements(0, 2);

    subtask.settle();

    assertThat(seen).containsExactly("1", "|", "2", "|", "wm 10");
    assertThat(subtask.sent()).containsExactly("0:[1]", "BARRIER 1", "0:[2]", "0:wm 10");
    assertThat(subtask.cuts()).containsExactly("BARRIER 1 worked");
  }

  @Test
  void aWatermarkThatCameWithElementsCountsBeforeTheTimersThatTheySet() throws Exception {
    SteppedSubtask subtask = witness(limits(100)).elements(0, 1).watermark(0, 100);

    subtask.step();
    clock.advance(1000);
    subtask.step();

    assertThat(seen).startsWith("1", "|", "wm 100").containsSubsequence("wm 100", "timer");
  }

  @Test
  void aMarkerComesAfterAllThatCouldBeDone() throws Exception {
    SteppedSubtask subtask = witness(limits(100)).elements(0, 1).watermark(0, 10);
    subtask.step();
    clock.advance(1000);
    subtask.cut(0, MARKER);

    subtask.settle();

    assertThat(seen).containsExactly("1", "timer", "|", "wm 10");
    assertThat(subtask.sent()).containsExactly("0:[1]", "0:wm 10", "MARKER 2");
    assertThat(subtask.cuts()).containsExactly("MARKER 2 worked");
  }

  @Test
  void aMarkerSaysWhetherAnythingHappenedSinceTheOneBefore() throws Exception {
    SteppedSubtask subtask = witness(limits(100));
    subtask.cut(0, MARKER).cut(0, new Cut(Cut.Kind.MARKER, 3));
    subtask.elements(0, 1).cut(0, new Cut(Cut.Kind.MARKER, 4));

    subtask.settle();

    assertThat(subtask.cuts())
        .containsExactly("MARKER 2 worked", "MARKER 3 rested", "MARKER 4 worked");
  }

  @Test
  void actsOnAnInjectedCutOnlyWhenNoChannelCanDeliverIt() throws Exception {
    SteppedSubtask subtask =
        new SteppedSubtask(node("witness", 1, 1, context -> new Held(context)), limits(100), clock);
    subtask.inject(BARRIER);
    subtask.settle();
    assertThat(subtask.cuts()).isEmpty();

    subtask.end(0);
    subtask.settle();
    assertThat(subtask.cuts()).containsExactly("BARRIER 1 worked");

    subtask.inject(BARRIER);
    subtask.inject(MARKER);
    subtask.settle();
    assertThat(subtask.cuts()).containsExactly("BARRIER 1 worked", "MARKER 2 worked");
  }

  @Test
  void aSourceKeepsToTheLimitOfABundle() throws Exception {
    SteppedSubtask subtask =
        new SteppedSubtask(node("read", 0, 1, Numbers.below(4)), limits(1), clock);

    subtask.settle();

    assertThat(subtask.sent())
        .containsExactly(
            "0:[0]", "0:wm 1", "0:[1]", "0:wm 2", "0:[2]", "0:wm 3", "0:[3]", "0:wm final", "end");
  }

  @Test
  void batchesHoldNoMoreBytesThanFitOrOneElement() throws Exception {
    SubtaskLimits tenThousandBytes =
        new SubtaskLimits(100, 1000, 0, 8, 10, 2, 64).withChannelBytes(10_000, 100_000);
    SteppedSubtask subtask = witness(tenThousandBytes).elements(0, 1, 2500, 2500, 2500, 7000);

    subtask.settle();
    assertThat(subtask.sent()).containsExactly("0:[1, 2500, 2500]", "0:[2500]");
    subtask.settle();
    assertThat(subtask.sent()).containsExactly("0:[7000]");
  }

  /** Holds its watermark for ever. */
  private static final class Held extends PassingOperator {

    private Held(OperatorContext context) {
      super(context, 1);
    }

    @Override
    public long outputWatermark() {
      return Watermark.INITIAL_MILLIS;
    }
  }

  /** Begins a bundle at each watermark. */
  private static final class FiresAtEachWatermark extends PassingOperator {

    private final List<String> seen;
    private boolean open;

    private FiresAtEachWatermark(OperatorContext context, List<String> seen) {
      super(context, 2);
      this.seen = seen;
    }

    @Override
    public void onWatermark(int port, long watermarkMillis) throws Exception {
      seen.add("wm " + port + ":" + watermarkMillis);
      seen.add("fired");
      open = true;
      super.onWatermark(port, watermarkMillis);
    }

    @Override
    public void finishBundle() {
      if (open) {
        open = false;
        seen.add("|");
      }
    }
  }
}
