// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.joist.execution.fixture.LongCodec;
import dev.joist.execution.fixture.PassingOperator;
import dev.joist.execution.fixture.SumByKey;
import dev.joist.execution.operator.OperatorContext;
import dev.joist.execution.operator.OperatorFactory;
import dev.joist.execution.watermark.Watermark;
import dev.joist.state.CellId;
import dev.joist.state.ItemStore;
import dev.joist.state.StageCell;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OperatorHarnessTest {

  @Test
  void playsAScript() throws Exception {
    new OperatorHarness(SumByKey.modulo(2), 1, 1)
        .element(0, 1L)
        .element(0, 2L)
        .element(0, 3L)
        .watermark(0, 10)
        .expect(0)
        .expectWatermark(10)
        .endOfInput()
        .expect(0, "0=2", "1=4")
        .expectWatermark(Watermark.FINAL_MILLIS)
        .run();
  }

  @Test
  void playsScriptsWithSeveralInputs() throws Exception {
    new OperatorHarness(PassingOperator.flatten(3), 3, 1)
        .element(0, 1L)
        .settle()
        .element(2, 2L)
        .watermark(0, 10)
        .watermark(1, 5)
        .expect(0, 1L, 2L)
        .expectWatermark(Watermark.INITIAL_MILLIS)
        .watermark(2, 7)
        .expectWatermark(5)
        .element(1, 3L)
        .element(0, 4L)
        .expectInAnyOrder(0, 4L, 3L)
        .run();
  }

  @Test
  void movesProcessingTime() throws Exception {
    new OperatorHarness(context -> new Delay(context), 1, 1)
        .element(0, 1L)
        .processingTime(99)
        .expect(0)
        .processingTime(100)
        .expect(0, 1L)
        .element(0, 2L)
        .element(0, 3L)
        .processingTime(1000)
        .expect(0, 2L, 3L)
        .run();
  }

  @Test
  void saysWhereAndInWhichRunSomethingElseCame() {
    assertThatThrownBy(
            () ->
                new OperatorHarness(SumByKey.modulo(2), 1, 1)
                    .element(0, 1L)
                    .endOfInput()
                    .expect(0, "1=2")
                    .run())
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            """
            PLAIN, seed 0, at step 3 of 3, expect(0, [1=2]): output 0 was expected to have
              [1=2]
            but has
              [1=1]
            To play this run alone: replay(0L)""");
  }

  @Test
  void wantsEverythingToBeExpected() {
    assertThatThrownBy(
            () -> new OperatorHarness(PassingOperator.flatten(1), 1, 1).element(0, 1L).run())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("at the end: output 0 has [1], which the script does not expect");
  }

  @Test
  void wantsTheOperatorToEndUnlessItIsSaidNotTo() throws Exception {
    OperatorFactory held = context -> new Delay(context);

    assertThatThrownBy(() -> new OperatorHarness(held, 1, 1).element(0, 1L).run())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("at the end: deadlock after");
    new OperatorHarness(held, 1, 1).element(0, 1L).neverEnds().run();
  }

  @Test
  void findsAnOperatorThatForgetsWhatItHeldWhenItsBundleEnded() {
    assertThatThrownBy(
            () ->
                new OperatorHarness(ForgetsAtBundleEnd::new, 1, 1)
                    .element(0, 1L)
                    .element(0, 2L)
                    .expect(0, 3L)
                    .run())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("was expected to have\n  [3]");
  }

  @Test
  void findsAnOperatorThatKeepsWhatMustSurviveInAField() {
    assertThatThrownBy(
            () ->
                new OperatorHarness(KeepsInAField::new, 1, 1)
                    .element(0, 1L)
                    .element(0, 2L)
                    .endOfInput()
                    .expect(0, 3L)
                    .run())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("RESTARTED_EACH_BUNDLE")
        .hasMessageContaining("was expected to have\n  [3]");
  }

  @Test
  void findsAnOperatorThatLosesAHold() {
    assertThatThrownBy(
            () ->
                new OperatorHarness(HoldsInAField::new, 1, 1).element(0, 1L).watermark(0, 9).run())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("before restart");
  }

  @Test
  void suspendsTheOperatorInsideItsOutput() throws Exception {
    new OperatorHarness(
            PassingOperator.of(
                (n, out) -> {
                  for (long i = 0; i < n; i++) {
                    out.accept(i);
                  }
                }),
            1,
            1)
        .element(0, 5L)
        .element(0, 3L)
        .expect(0, 0L, 1L, 2L, 3L, 4L, 0L, 1L, 2L)
        .run();
  }

  @Test
  void runsManyInterleavingsAndReplaysEach() throws Exception {
    Set<List<String>> bundles = new HashSet<>();
    List<String> trace = new ArrayList<>();
    OperatorFactory traced = context -> new Traced(context, trace);
    OperatorHarness harness =
        new OperatorHarness(traced, 1, 0)
            .element(0, 1L)
            .element(0, 2L)
            .element(0, 3L)
            .watermark(0, 2)
            .element(0, 4L);
    for (long seed = 1; seed <= 20; seed++) {
      trace.clear();
      harness.replay(seed);
      List<String> first = List.copyOf(trace);
      trace.clear();
      harness.replay(seed);

      assertThat(trace).isEqualTo(first);
      bundles.add(first);
    }

    assertThat(bundles).hasSizeGreaterThan(5);
  }

  @Test
  void refusesAPortThatTheOperatorDoesNotHave() {
    OperatorHarness harness = new OperatorHarness(PassingOperator.flatten(1), 1, 1);

    assertThatThrownBy(() -> harness.element(1, 1L))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no input 1, the operator has 1");
    assertThatThrownBy(() -> harness.expect(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no output -1, the operator has 1");
  }

  /** Emits each element 100 ms after it arrived, and holds its watermark until then. */
  private static final class Delay extends PassingOperator {

    private final ItemStore<Long> waiting;
    private final StageCell<Long> dueMillis;

    private Delay(OperatorContext context) {
      super(context, 1);
      this.waiting = context.stores().items(new CellId("delay", "waiting"), LongCodec.INSTANCE);
      this.dueMillis = context.stores().stage(new CellId("delay", "due"), LongCodec.INSTANCE);
    }

    @Override
    protected void onElement(int port, Object element) {
      if (waiting.size() == 0) {
        dueMillis.write(context.clock().currentTimeMillis() + 100);
      }
      waiting.add((Long) element);
    }

    @Override
    public long nextProcessingTimeMillis() {
      Long due = dueMillis.read();
      return due == null ? Watermark.FINAL_MILLIS : due;
    }

    @Override
    public boolean onProcessingTime(long nowMillis) {
      dueMillis.clear();
      for (ItemStore.Item<Long> element : waiting.items()) {
        waiting.remove(element.id());
        context.output(0).accept(element.value());
      }
      return true;
    }

    @Override
    public long outputWatermark() {
      return waiting.size() == 0 ? super.outputWatermark() : Watermark.INITIAL_MILLIS;
    }
  }

  /** Wrong: its sum is gone when it restarts. */
  private static final class KeepsInAField extends PassingOperator {

    private long sum;

    private KeepsInAField(OperatorContext context) {
      super(context, 1);
    }

    @Override
    protected void onElement(int port, Object element) {
      sum += (Long) element;
    }

    @Override
    public void onWatermark(int port, long watermarkMillis) throws Exception {
      super.onWatermark(port, watermarkMillis);
      if (watermarkMillis == Watermark.FINAL_MILLIS && sum > 0) {
        context.output(0).accept(sum);
        sum = 0;
      }
    }
  }

  /** Wrong: it holds its watermark from the first element to the end, until it restarts. */
  private static final class HoldsInAField extends PassingOperator {

    private boolean holds;

    private HoldsInAField(OperatorContext context) {
      super(context, 1);
    }

    @Override
    protected void onElement(int port, Object element) {
      holds = true;
    }

    @Override
    public long outputWatermark() {
      long watermark = super.outputWatermark();
      return holds && watermark != Watermark.FINAL_MILLIS ? Watermark.INITIAL_MILLIS : watermark;
    }
  }

  /** Wrong: emits the sum of a bundle, as if the bundle were the whole input. */
  private static final class ForgetsAtBundleEnd extends PassingOperator {

    private long sum;

    private ForgetsAtBundleEnd(OperatorContext context) {
      super(context, 1);
    }

    @Override
    protected void onElement(int port, Object element) {
      sum += (Long) element;
    }

    @Override
    public void finishBundle() {
      if (sum > 0) {
        context.output(0).accept(sum);
        sum = 0;
      }
    }
  }

  /** Notes elements, ends of bundles and watermarks. */
  private static final class Traced extends PassingOperator {

    private final List<String> trace;

    private Traced(OperatorContext context, List<String> trace) {
      super(context, 1);
      this.trace = trace;
    }

    @Override
    protected void onElement(int port, Object element) {
      trace.add(element.toString());
    }

    @Override
    public void finishBundle() {
      trace.add("|");
    }

    @Override
    public void onWatermark(int port, long watermarkMillis) throws Exception {
      trace.add("wm " + watermarkMillis);
      super.onWatermark(port, watermarkMillis);
    }
  }
}
