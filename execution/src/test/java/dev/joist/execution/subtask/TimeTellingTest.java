// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import static dev.joist.execution.fixture.Plans.REBALANCE;
import static dev.joist.execution.fixture.Plans.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.execution.fixture.ManualClock;
import dev.joist.execution.fixture.PassingOperator;
import dev.joist.execution.fixture.Runs;
import dev.joist.execution.graph.Link;
import dev.joist.execution.graph.OperatorNode;
import dev.joist.execution.graph.PhysicalPlan;
import dev.joist.execution.graph.Stage;
import dev.joist.execution.graph.StageId;
import dev.joist.execution.operator.OperatorContext;
import dev.joist.execution.operator.OperatorId;
import dev.joist.execution.operator.Progress;
import dev.joist.execution.watermark.Watermark;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How subtasks tell each other how far they are in processing time. */
@Timeout(120)
class TimeTellingTest {

  private final ManualClock clock = new ManualClock();

  @BeforeEach
  void startLate() {
    clock.advance(10_000);
  }

  @Test
  void tellsTheLeastOfItsProducers() throws Exception {
    SteppedSubtask subtask = passing(2);

    subtask.time(0, 500).settle();
    assertThat(subtask.sent()).isEmpty();
    subtask.time(1, 300).settle();
    assertThat(subtask.sent()).containsExactly("time 300");
    subtask.time(1, 800).settle();
    assertThat(subtask.sent()).containsExactly("time 500");
  }

  @Test
  void tellsTimeBehindWhatWasEmittedAndAheadOfTheWatermark() throws Exception {
    SteppedSubtask subtask = passing(1);

    subtask.elements(0, 7).time(0, 500).watermark(0, 20).settle();

    assertThat(subtask.sent()).containsExactly("0:[7]", "time 500", "0:wm 20");
  }

  @Test
  void tellsNoTimeThatIsLittleLaterThanTheOneBefore() throws Exception {
    SteppedSubtask subtask = passing(1);

    subtask.time(0, 500).settle();
    subtask.time(0, 549).settle();
    assertThat(subtask.sent()).containsExactly("time 500");
    subtask.time(0, 550).settle();

    assertThat(subtask.sent()).containsExactly("time 550");
  }

  @Test
  void isHeldBackByNobodyWhoseEndItHas() throws Exception {
    SteppedSubtask subtask = passing(2);

    subtask.time(0, 500).end(1).settle();
    assertThat(subtask.sent()).containsExactly("time 500");
    subtask.time(0, Watermark.FINAL_MILLIS).settle();

    assertThat(subtask.sent()).containsExactly("time final");
  }

  @Test
  void aSourceIsAsFarAsTheClockUntilItIsDone() throws Exception {
    Reading source = new Reading();
    SteppedSubtask subtask = subtask(node("source", 0, 1, context -> source.with(context)));

    subtask.settle();
    assertThat(subtask.sent()).containsExactly("time 10000");
    assertThat(subtask.deadlineMillis()).isEqualTo(10_050);
    clock.advance(49);
    subtask.settle();
    assertThat(subtask.sent()).isEmpty();
    clock.advance(1);
    subtask.settle();
    assertThat(subtask.sent()).containsExactly("time 10050");

    source.done = true;
    subtask.settle();

    assertThat(subtask.sent()).containsExactly("time final", "0:wm final", "end");
  }

  @Test
  void aSourceThatReadsViewsIsNoFurtherThanThoseWhoMakeThem() throws Exception {
    Reading source = new Reading();
    SteppedSubtask subtask = subtask(node("source", 1, 1, context -> source.with(context)));

    subtask.settle();
    assertThat(subtask.sent()).isEmpty();
    assertThat(subtask.deadlineMillis()).isEqualTo(Watermark.FINAL_MILLIS);
    subtask.time(0, 9000).settle();
    assertThat(subtask.sent()).containsExactly("time 9000");
    assertThat(subtask.deadlineMillis()).isEqualTo(Watermark.FINAL_MILLIS);
    subtask.end(0).settle();

    assertThat(subtask.sent()).containsExactly("time 10000");
    assertThat(subtask.deadlineMillis()).isEqualTo(10_050);
  }

  @Test
  void tellsNothingWhereNobodyAsks() throws Exception {
    SteppedSubtask subtask =
        new SteppedSubtask(
            node("map", 1, 1, PassingOperator.flatten(1)), SubtaskLimits.defaults(), clock);

    subtask.watermark(0, 20).settle();

    assertThat(subtask.sent()).containsExactly("0:wm 20");
  }

  @Test
  void whatWaitsForItsProducersGoesOnSoonAfterTheyAllHavePassed() throws Throwable {
    for (long seed = 1; seed <= 20; seed++) {
      List<Long> waits = Collections.synchronizedList(new ArrayList<>());
      PhysicalPlan plan =
          new PhysicalPlan(
              List.of(
                  telling(0, node("fast", 0, 1, context -> new EachTenth(context, 10))),
                  telling(1, node("slow", 0, 1, context -> new EachTenth(context, 3))),
                  telling(2, node("both", 2, 1, PassingOperator.flatten(2))),
                  new Stage(
                      new StageId(3),
                      1,
                      List.of(node("waits", 1, 0, context -> new Waits(context, waits))))),
              List.of(link("fast", "both", 0), link("slow", "both", 1), link("both", "waits", 0)));

      Runs.simulated(plan, SubtaskLimits.defaults(), seed);

      assertThat(waits).as("seed %d", seed).hasSizeGreaterThan(5).allMatch(w -> w > 0 && w <= 120);
    }
  }

  private SteppedSubtask passing(int inputs) throws Exception {
    return subtask(node("pass", inputs, 1, PassingOperator.flatten(inputs)));
  }

  private SteppedSubtask subtask(OperatorNode node) throws Exception {
    return new SteppedSubtask(node, SubtaskLimits.defaults(), clock, true);
  }

  private static Stage telling(int id, OperatorNode node) {
    return new Stage(new StageId(id), 1, List.of(node), List.of(), true);
  }

  private static Link link(String from, String to, int port) {
    return new Link(
        new Link.Output(new OperatorId(from), 0),
        new Link.Input(new OperatorId(to), port),
        REBALANCE);
  }

  /** A source that has nothing to read yet. */
  private static final class Reading {

    private boolean done;

    PassingOperator with(OperatorContext context) {
      return new PassingOperator(context, 0) {
        @Override
        public boolean hasOwnWork() {
          return true;
        }

        @Override
        public Progress work(int budget) {
          return done ? Progress.DONE : Progress.IDLE;
        }

        @Override
        public void onWatermark(int port, long watermarkMillis) {}

        @Override
        public long outputWatermark() {
          return done ? Watermark.FINAL_MILLIS : Watermark.INITIAL_MILLIS;
        }
      };
    }
  }

  /** A source of the time, each tenth of a second. */
  private static final class EachTenth extends PassingOperator {

    private final int count;
    private int emitted;

    EachTenth(OperatorContext context, int count) {
      super(context, 0);
      this.count = count;
    }

    @Override
    public boolean hasOwnWork() {
      return true;
    }

    @Override
    public long nextProcessingTimeMillis() {
      return emitted < count ? 100L * emitted : Watermark.FINAL_MILLIS;
    }

    @Override
    public Progress work(int budget) {
      if (emitted == count) {
        return Progress.DONE;
      }
      if (context.clock().currentTimeMillis() < 100L * emitted) {
        return Progress.IDLE;
      }
      emitted++;
      context.output(0).accept(context.clock().currentTimeMillis());
      return Progress.WORKED;
    }

    @Override
    public long outputWatermark() {
      return emitted == count ? Watermark.FINAL_MILLIS : Watermark.INITIAL_MILLIS;
    }
  }

  /** Notes how long after its arrival an element's time was behind all producers. */
  private static final class Waits extends PassingOperator {

    private final List<Long> waits;
    private long arrived = Watermark.FINAL_MILLIS;

    Waits(OperatorContext context, List<Long> waits) {
      super(context, 1);
      this.waits = waits;
    }

    @Override
    protected void onElement(int port, Object element) {
      arrived = Math.min(arrived, context.clock().currentTimeMillis());
    }

    @Override
    public long nextProcessingTimeMillis() {
      return arrived < context.producersTimeMillis() ? arrived + 1 : Watermark.FINAL_MILLIS;
    }

    @Override
    public boolean onProcessingTime(long nowMillis) {
      waits.add(nowMillis - arrived);
      arrived = Watermark.FINAL_MILLIS;
      return true;
    }
  }
}
