// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import static dev.joist.execution.fixture.Plans.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.execution.channel.Cut;
import dev.joist.execution.fixture.ManualClock;
import dev.joist.execution.fixture.PassingOperator;
import dev.joist.execution.graph.OperatorNode;
import dev.joist.execution.operator.Operator;
import dev.joist.execution.operator.OperatorContext;
import dev.joist.execution.operator.OperatorFactory;
import dev.joist.execution.operator.Progress;
import dev.joist.execution.watermark.Watermark;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the lanes of a subtask do while one of them is in the middle of an element. */
class LanesTest {

  private static final Cut BARRIER = new Cut(Cut.Kind.BARRIER, 1);
  private static final Cut MARKER = new Cut(Cut.Kind.MARKER, 2);
  private static final long BLOCKS = 0;

  private final List<String> seen = new ArrayList<>();
  private final SteppedSubtask subtask;
  private int instances;
  private long blocks = BLOCKS;
  private Blocking whileBlocked = () -> {};
  private Blocking whenGoingOn = () -> {};

  /** What others do while an element blocks. */
  private interface Blocking {
    void run() throws Exception;
  }

  LanesTest() throws Exception {
    subtask = subtask(4);
  }

  private SteppedSubtask subtask(int maxLanes) throws Exception {
    return subtask(maxLanes, new ManualClock(), false);
  }

  private SteppedSubtask subtask(int maxLanes, ManualClock clock, boolean tellsTime)
      throws Exception {
    return subtask(OperatorFactory.inLanes(Worker::new), maxLanes, clock, tellsTime);
  }

  private static SteppedSubtask subtask(
      OperatorFactory workers, int maxLanes, ManualClock clock, boolean tellsTime)
      throws Exception {
    SubtaskLimits limits = new SubtaskLimits(1000, 100_000, 0, 8, 10, 16, 64);
    return subtask(workers, limits.withMaxLanes(maxLanes), clock, tellsTime);
  }

  private static SteppedSubtask subtask(
      OperatorFactory workers, SubtaskLimits limits, ManualClock clock, boolean tellsTime)
      throws Exception {
    OperatorNode node = node("work", 2, 1, workers);
    SteppedSubtask stepped = new SteppedSubtask(node, limits, clock, tellsTime);
    stepped.watermark(1, Watermark.FINAL_MILLIS);
    stepped.settle();
    return stepped;
  }

  /**
   * Notes its elements as {@code instance:element}, and with the newest pane that it knows if there
   * is one. Elements below zero are kept until the watermark moves.
   */
  private final class Worker extends PassingOperator {

    private final int instance = instances++;
    private final List<Object> kept = new ArrayList<>();
    private @Nullable Object pane;
    private long watermark = Watermark.INITIAL_MILLIS;

    private Worker(OperatorContext context) {
      super(context, 2);
    }

    @Override
    protected void onElement(int port, Object element) {
      if (port > 0) {
        pane = element;
        return;
      }
      seen.add(instance + ":" + element + (pane == null ? "" : "/" + pane));
      if ((Long) element < 0) {
        kept.add(element);
        return;
      }
      if ((Long) element != blocks) {
        super.onElement(port, element);
        return;
      }
      run(whileBlocked);
      super.onElement(port, element);
      run(whenGoingOn);
    }

    private void run(Blocking others) {
      try {
        others.run();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void onWatermark(int port, long watermarkMillis) {
      if (port == 0) {
        watermark = watermarkMillis;
        kept.clear();
        seen.add(instance + ":wm " + Watermark.format(watermarkMillis));
      }
    }

    @Override
    public long outputWatermark() {
      return kept.isEmpty() ? watermark : Watermark.INITIAL_MILLIS;
    }

    @Override
    public boolean isHolding() {
      return !kept.isEmpty();
    }

    @Override
    public void adoptSideInputs(Operator other) {
      pane = ((Worker) other).pane;
    }
  }

  @Test
  void oneLaneKeepsTheOrderOfItsElements() throws Exception {
    long[] elements = LongStream.range(1, 100).toArray();
    subtask.elements(0, elements);

    subtask.settle();

    assertThat(seen)
        .containsExactlyElementsOf(LongStream.of(elements).mapToObj(n -> "0:" + n).toList());
  }

  @Test
  void oneLaneAtATimeBeginsWhatIsLargeBesideTheMemoryForIt() throws Exception {
    assertThat(lanesForTwoOf6000Bytes(14_000)).isEqualTo(2);
    int firstLane = instances;
    seen.clear();

    assertThat(lanesForTwoOf6000Bytes(10_000)).isEqualTo(1);
    assertThat(seen).containsExactly(firstLane + ":6000", firstLane + ":6000");
  }

  /** How many lanes there are while one is blocked by the first of two elements. */
  private int lanesForTwoOf6000Bytes(long memoryOfLanes) throws Exception {
    SubtaskLimits limits =
        new SubtaskLimits(1000, 100_000, 0, 8, 10, 16, 64)
            .withChannelBytes(100_000, 2 * memoryOfLanes)
            .withMaxLanes(4);
    SteppedSubtask narrow =
        subtask(OperatorFactory.inLanes(Worker::new), limits, new ManualClock(), false);
    int[] lanes = new int[1];
    blocks = 6000;
    whileBlocked =
        () -> {
          whileBlocked = () -> {};
          lanes[0] = narrow.watch();
        };
    narrow.elements(0, 6000).elements(0, 6000).settle();
    return lanes[0];
  }

  @Test
  void anotherLaneTakesWhatABlockedOneHasNotBegun() throws Exception {
    subtask.elements(0, 1, 2, 3).settle();
    subtask.elements(0, 4, BLOCKS, 5, 6).elements(0, 7);
    whileBlocked =
        () -> {
          subtask.watch();
          subtask.rest(1);
        };

    subtask.settle();

    assertThat(seen).containsExactly("0:1", "0:2", "0:3", "0:4", "0:0", "1:5", "1:6", "1:7");
    assertThat(subtask.sent()).containsExactly("0:[1, 2, 3]", "0:[5, 6, 7]", "0:[4, 0]");
  }

  @Test
  void noLaneIsStartedWithoutAnythingToDo() throws Exception {
    subtask.elements(0, BLOCKS);
    whileBlocked = () -> assertThat(subtask.watch()).isEqualTo(1);

    subtask.settle();

    assertThat(seen).containsExactly("0:0");
  }

  @Test
  void asManyLanesAreStartedAsAreBlockedButNoMoreThanThereMayBe() throws Exception {
    subtask.elements(0, BLOCKS, BLOCKS, BLOCKS, BLOCKS, BLOCKS, BLOCKS, BLOCKS);
    List<Integer> lanes = new ArrayList<>();
    whileBlocked =
        () -> {
          int before = lanes.size() + 1;
          int now = subtask.watch();
          lanes.add(now);
          if (before < now) {
            subtask.step(before);
          }
        };

    subtask.settle();

    assertThat(lanes).startsWith(2, 4, 4);
  }

  @Test
  void aLaneForWhichThereWasNoMemoryIsStartedAtALaterLook() throws Exception {
    subtask.elements(0, BLOCKS, 1);
    subtask.lackMemoryForTheNextLane();
    whileBlocked =
        () -> {
          assertThat(subtask.watch()).isEqualTo(1);
          assertThat(subtask.watch()).isEqualTo(2);
          subtask.rest(1);
        };

    subtask.settle();

    assertThat(seen).containsExactly("0:0", "1:1");
  }

  @Test
  void aLaneInsideAShortTurnIsNotBlocked() throws Exception {
    subtask.elements(0, 1, 2, 3);
    subtask.step();

    assertThat(subtask.watch()).isEqualTo(1);
  }

  @Test
  void theWatermarkWaitsForABlockedLane() throws Exception {
    subtask.elements(0, BLOCKS, 1).watermark(0, 100);
    whileBlocked =
        () -> {
          subtask.watch();
          subtask.rest(1);
          assertThat(subtask.sent()).containsExactly("0:[1]");
        };

    subtask.settle();

    assertThat(subtask.sent()).containsExactly("0:[0]", "0:wm 100");
    assertThat(seen)
        .containsExactly(
            "0:0", "1:1", "1:wm " + Watermark.format(100), "0:wm " + Watermark.format(100));
  }

  @Test
  void whatABlockedLaneEmittedIsSentAsSoonAsItEmitsMore() throws Exception {
    subtask.elements(0, 1, 2, 3).settle();
    subtask.elements(0, 4, BLOCKS, 5);
    subtask.sent();
    whileBlocked = () -> subtask.watch();
    List<String> sent = new ArrayList<>();
    whenGoingOn = () -> sent.addAll(subtask.sent());

    subtask.settle();

    assertThat(sent).containsExactly("0:[4, 0]");
  }

  @Test
  void aBlockedLaneHoldsNobodyBackInProcessingTime() throws Exception {
    ManualClock clock = new ManualClock();
    holdsNobodyBackWhileItBlocks(subtask(4, clock, true), clock);
  }

  @Test
  void aBlockedSubtaskWithoutLanesHoldsNobodyBackInProcessingTime() throws Exception {
    ManualClock clock = new ManualClock();
    holdsNobodyBackWhileItBlocks(subtask(Worker::new, 4, clock, true), clock);
    assertThat(instances).as("the one of the field, and one").isEqualTo(2);
  }

  private void holdsNobodyBackWhileItBlocks(SteppedSubtask telling, ManualClock clock)
      throws Exception {
    telling.time(0, 0).time(1, Watermark.FINAL_MILLIS).settle();
    telling.sent();
    telling.elements(0, BLOCKS);
    whileBlocked =
        () -> {
          clock.advance(200);
          assertThat(telling.sent()).isEmpty();
          telling.watch();
          assertThat(telling.sent()).containsExactly("time 200");
        };

    telling.settle();
  }

  @Test
  void aBarrierWaitsForABlockedLaneAndNothingBehindItIsTaken() throws Exception {
    subtask.elements(0, BLOCKS, 1).cut(0, BARRIER).elements(0, 2).cut(1, BARRIER);
    whileBlocked =
        () -> {
          subtask.watch();
          subtask.rest(1);
          assertThat(subtask.cuts()).isEmpty();
          assertThat(subtask.sent()).containsExactly("0:[1]");
        };

    subtask.settle();

    assertThat(subtask.cuts()).containsExactly("BARRIER 1 worked");
    assertThat(subtask.sent()).containsExactly("0:[0]", "BARRIER 1", "0:[2]");
  }

  @Test
  void aPassageWaitsForABlockedLaneAndKeepsNothingElseWaiting() throws Exception {
    Cut passage = new Cut(Cut.Kind.PASSAGE, 1);
    subtask.elements(0, BLOCKS, 1).cut(0, passage).elements(0, 2).cut(1, passage).elements(0, 3);
    whileBlocked =
        () -> {
          subtask.watch();
          subtask.rest(1);
          assertThat(subtask.cuts()).isEmpty();
          assertThat(subtask.sent()).containsExactly("0:[1]", "0:[2, 3]");
        };

    subtask.settle();

    assertThat(subtask.cuts()).containsExactly("PASSAGE 1 worked");
    assertThat(subtask.sent()).containsExactly("0:[0]", "PASSAGE 1");
  }

  @Test
  void aMarkerFindsThatABlockedLaneWorked() throws Exception {
    subtask.cut(0, new Cut(Cut.Kind.MARKER, 1)).cut(1, new Cut(Cut.Kind.MARKER, 1)).settle();
    subtask.elements(0, BLOCKS).cut(0, MARKER).cut(1, MARKER);
    whileBlocked =
        () -> {
          subtask.watch();
          subtask.rest(1);
          assertThat(subtask.cuts()).hasSize(1);
        };

    subtask.settle();

    assertThat(subtask.cuts()).containsExactly("MARKER 1 worked", "MARKER 2 worked");
  }

  @Test
  void theEndWaitsForABlockedLaneAndThenReachesAllLanes() throws Exception {
    subtask.elements(0, BLOCKS, 1).watermark(0, Watermark.FINAL_MILLIS).end(0).end(1);
    whileBlocked =
        () -> {
          subtask.watch();
          assertThat(subtask.rest(1)).isEqualTo(Progress.IDLE);
          assertThat(subtask.sent()).doesNotContain("end");
        };

    assertThat(subtask.settle()).isEqualTo(Progress.DONE);

    assertThat(subtask.sent()).containsExactly("0:[0]", "0:wm final", "end");
    assertThat(subtask.rests(1)).isFalse();
    assertThat(subtask.rest(1)).isEqualTo(Progress.DONE);
  }

  @Test
  void aPaneReachesEveryLaneBeforeTheElementsThatFollowIt() throws Exception {
    subtask.elements(1, 77).settle();
    subtask.elements(0, 1, BLOCKS, 2);
    whileBlocked =
        () -> {
          subtask.watch();
          subtask.rest(1);
          subtask.elements(1, 88);
          subtask.rest(1);
          subtask.elements(0, 3);
          subtask.rest(1);
        };
    subtask.settle();
    subtask.elements(0, 4).settle();

    assertThat(seen).containsExactly("0:1/77", "0:0/77", "1:2/77", "1:3/88", "0:4/88");
  }

  @Test
  void aLaneThatRestsAndKeepsNothingIsPassedByAndCatchesUp() throws Exception {
    startSecondLane();
    subtask.watermark(0, 10).settle();
    subtask.elements(0, 3).cut(0, BARRIER).cut(1, BARRIER).settle();
    assertThat(subtask.rests(1)).isTrue();
    assertThat(subtask.sent()).containsExactly("0:wm 10", "0:[3]", "BARRIER 1");
    seen.clear();

    subtask.elements(0, 4);
    subtask.rest(1);

    assertThat(seen).containsExactly("1:wm " + Watermark.format(10), "1:4");
  }

  @Test
  void aLaneThatRestsAndKeepsSomethingHoldsTheWatermarkAndIsWokenByIt() throws Exception {
    startSecondLane();
    subtask.watermark(0, 10);
    subtask.settle();
    subtask.elements(0, -1);
    subtask.rest(1);
    subtask.sent();

    subtask.watermark(0, 20).settle();

    assertThat(subtask.sent()).isEmpty();
    assertThat(subtask.rests(1)).isFalse();
    subtask.rest(1);
    assertThat(subtask.sent()).containsExactly("0:wm 20");
  }

  /** Lane 1 is there, and rests. */
  private void startSecondLane() throws Exception {
    subtask.elements(0, BLOCKS, 1);
    whileBlocked =
        () -> {
          subtask.watch();
          subtask.rest(1);
        };
    subtask.settle();
    subtask.sent();
  }
}
