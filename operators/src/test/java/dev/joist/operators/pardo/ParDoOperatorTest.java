// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.pardo;

import static dev.joist.operators.fixture.Elements.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.joist.execution.JoistException;
import dev.joist.execution.operator.Operator;
import dev.joist.execution.operator.OperatorFactory;
import dev.joist.execution.testing.OperatorHarness;
import dev.joist.execution.watermark.Watermark;
import dev.joist.operators.fixture.DirectContext;
import dev.joist.operators.fixture.Elements;
import dev.joist.operators.fixture.Jobs;
import dev.joist.operators.services.JobServices;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.metrics.MetricsEnvironment;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.TupleTag;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ParDoOperatorTest {

  private static final TupleTag<String> LONG = new TupleTag<>("long");
  private static final TupleTag<String> EMPTY = new TupleTag<>("empty");

  /** What each instance of a {@link Lifecycle} was called with, by its number. */
  private static final Map<Integer, List<String>> CALLS = new ConcurrentHashMap<>();

  private static final AtomicInteger COMMITTED = new AtomicInteger();

  @BeforeEach
  void forget() {
    CALLS.clear();
    COMMITTED.set(0);
  }

  @Test
  void emitsToEachOfItsOutputs() throws Exception {
    new OperatorHarness(
            ParDos.stateless(new Sort(), StringUtf8Coder.of()).output(LONG).output(EMPTY).factory(),
            1,
            3)
        .comparing(Elements::shown)
        .element(0, at(1, "a"))
        .element(0, at(2, ""))
        .element(0, at(3, "abc"))
        .element(0, at(4, "b"))
        .expect(0, "a @1", "b @4")
        .expect(1, "abc @3")
        .expect(2, " @2")
        .run();
  }

  @Test
  void failsWhereTheFunctionNamesAnOutputThatItDoesNotHave() {
    OperatorFactory withoutEmpty =
        ParDos.stateless(new Sort(), StringUtf8Coder.of()).output(LONG).factory();

    assertThatThrownBy(() -> new OperatorHarness(withoutEmpty, 1, 2).element(0, at(2, "")).run())
        .cause()
        .isInstanceOf(JoistException.class)
        .hasMessageStartingWith("Do/ParDo failed: java.lang.IllegalArgumentException: ")
        .hasMessageContaining("nknown output tag");
  }

  @Test
  void passesItsWatermarkOnWhenTheBundleIsOver() throws Exception {
    new OperatorHarness(ParDos.stateless(new Repeat(3), StringUtf8Coder.of()).factory(), 1, 1)
        .comparing(Elements::value)
        .expectWatermark(Watermark.INITIAL_MILLIS)
        .element(0, at(10, "a"))
        .watermark(0, 10)
        .element(0, at(12, "b"))
        .watermark(0, 20)
        .expect(0, "a", "a", "a", "b", "b", "b")
        .expectWatermark(20)
        .endOfInput()
        .expectWatermark(Watermark.FINAL_MILLIS)
        .run();
  }

  @Test
  void callsEachPartOfTheLifecycleInItsOrder() throws Exception {
    new OperatorHarness(
            ParDos.stateless(new Lifecycle("never"), StringUtf8Coder.of()).factory(), 1, 1)
        .comparing(Elements::value)
        .element(0, at(1, "a"))
        .element(0, at(2, "b"))
        .expect(0, "a", "b")
        .element(0, at(3, "c"))
        .expect(0, "c")
        .run();

    assertThat(CALLS.values())
        .isNotEmpty()
        .allSatisfy(
            calls -> assertThat(calls).endsWith("teardown").containsOnlyOnce("teardown", "setup"))
        .extracting(calls -> String.join(" ", calls))
        .allMatch(calls -> calls.matches("setup( start( [abc])+ finish)* teardown"));
  }

  @Test
  void hasNoBundleWithoutElements() throws Exception {
    new OperatorHarness(
            ParDos.stateless(new Lifecycle("never"), StringUtf8Coder.of()).factory(), 1, 1)
        .watermark(0, 10)
        .expectWatermark(10)
        .run();

    assertThat(CALLS.values()).isNotEmpty().containsOnly(List.of("setup", "teardown"));
  }

  @Test
  void tearsDownOnceWhateverFailed() throws Exception {
    for (String fatal : List.of("setup", "start", "b", "finish")) {
      CALLS.clear();
      OperatorHarness harness =
          new OperatorHarness(
                  ParDos.stateless(new Lifecycle(fatal), StringUtf8Coder.of()).factory(), 1, 1)
              .element(0, at(1, "a"))
              .element(0, at(2, "b"));

      for (long seed = 0; seed < 10; seed++) {
        long run = seed;
        assertThatThrownBy(() -> harness.replay(run))
            .as("failing in %s", fatal)
            .cause()
            .isInstanceOf(JoistException.class)
            .hasMessage("Do/ParDo failed: java.io.IOException: no " + fatal)
            .hasCauseInstanceOf(IOException.class)
            .extracting(thrown -> ((JoistException) thrown).kind())
            .isEqualTo(JoistException.Kind.USER_CODE);
      }
      assertThat(CALLS.values())
          .hasSize(10)
          .allSatisfy(calls -> assertThat(calls).endsWith("teardown"))
          .allSatisfy(calls -> assertThat(calls).containsOnlyOnce("teardown", "setup"));
    }
  }

  @Test
  void failsWithAFailingTeardown() {
    OperatorHarness harness =
        new OperatorHarness(
                ParDos.stateless(new Lifecycle("teardown"), StringUtf8Coder.of()).factory(), 1, 1)
            .comparing(Elements::value)
            .element(0, at(1, "a"))
            .expect(0, "a");

    assertThatThrownBy(harness::run)
        .cause()
        .hasMessage("Do/ParDo failed: java.io.IOException: no teardown");
  }

  @Test
  void emitsAtTheEndOfABundleWhatTheFunctionEmitsThere() throws Exception {
    new OperatorHarness(ParDos.stateless(new SumAtFinish(), StringUtf8Coder.of()).factory(), 1, 1)
        .comparing(Elements::shown)
        .element(0, at(1, "a"))
        .settle()
        .expect(0, "1 @7")
        .expect(0)
        .element(0, at(1, "b"))
        .expect(0, "1 @7")
        .run();
  }

  @Test
  void prefersLargeBundlesWhereTheirEndIsHeardOf() {
    Operator heard = direct(new SumAtFinish(), new DirectContext());
    Operator unheard = direct(new Repeat(1), new DirectContext());

    assertThat(heard.prefersLargeBundles()).isTrue();
    assertThat(unheard.prefersLargeBundles()).isFalse();
  }

  @Test
  void tellsABundleFinalizerOnceWhenTheBundleIsOver() throws Exception {
    DirectContext context = new DirectContext();
    Operator operator = direct(new Finalizing(), context);
    operator.open();

    operator.input(0).accept(at(1, "a"));
    operator.input(0).accept(at(2, "b"));
    assertThat(COMMITTED).hasValue(0);
    operator.finishBundle();
    assertThat(COMMITTED).hasValue(2);
    operator.finishBundle();
    operator.input(0).accept(at(2, "expired"));
    operator.input(0).accept(at(2, "failing"));
    operator.finishBundle();

    assertThat(COMMITTED).hasValue(2);
    operator.close();
  }

  @Test
  void countsTheMetricsOfEachStepInItsOwnContainer() throws Exception {
    JobServices services = Jobs.services();
    DirectContext context = new DirectContext();
    Operator second = new ParDoOperator<>(named("second", new Counting()), services, context);
    Operator first =
        new ParDoOperator<>(
            named("first", new Counting()),
            services,
            new DirectContext().leadingTo(second.input(0)));
    first.open();
    second.open();

    first.input(0).accept(at(1, "a"));
    first.input(0).accept(at(2, "b"));

    assertThat(context.takeEmitted()).containsExactly("a @1", "b @2");
    assertThat(Jobs.counter(services, "first", Counting.class, "before")).isEqualTo(2);
    assertThat(Jobs.counter(services, "first", Counting.class, "after")).isEqualTo(2);
    assertThat(Jobs.counter(services, "second", Counting.class, "before")).isEqualTo(2);
    assertThat(Jobs.counter(services, "second", Counting.class, "after")).isEqualTo(2);
    first.close();
    second.close();
  }

  @Test
  void leavesTheMetricsOfTheThreadAsTheyWere() throws Exception {
    Operator operator = direct(new Lifecycle("b"), new DirectContext());
    assertThat(MetricsEnvironment.getCurrentContainer()).isNull();
    operator.open();

    operator.input(0).accept(at(1, "a"));
    assertThat(MetricsEnvironment.getCurrentContainer()).isNull();
    assertThatThrownBy(() -> operator.input(0).accept(at(2, "b")))
        .isInstanceOf(JoistException.class);
    operator.close();

    assertThat(MetricsEnvironment.getCurrentContainer()).isNull();
  }

  @Test
  void namesTheTransformThatFailedAndNotThoseBeforeIt() throws Exception {
    JobServices services = Jobs.services();
    Operator second =
        new ParDoOperator<>(named("second", new Lifecycle("b")), services, new DirectContext());
    Operator first =
        new ParDoOperator<>(
            named("first", new Repeat(1)),
            services,
            new DirectContext().leadingTo(second.input(0)));
    first.open();
    second.open();

    assertThatThrownBy(() -> first.input(0).accept(at(2, "b")))
        .isInstanceOf(JoistException.class)
        .hasMessage("second failed: java.io.IOException: no b");
    first.close();
    second.close();
  }

  @Test
  void runsACopyOfTheFunction() throws Exception {
    Lifecycle original = new Lifecycle("never");
    Operator operator = direct(original, new DirectContext());

    operator.open();
    operator.close();

    assertThat(original.number).isZero();
    assertThat(CALLS).hasSize(1);
  }

  private static ParDoSpec<String, String> named(String name, DoFn<String, String> fn) {
    ParDoSpec<String, String> spec = ParDos.stateless(fn, StringUtf8Coder.of()).spec();
    return new ParDoSpec<>(
        name,
        name,
        fn,
        spec.inputCoder(),
        null,
        spec.windowing(),
        spec.outputs(),
        spec.sideInputs(),
        spec.schema(),
        spec.sideInputMapping());
  }

  private static Operator direct(DoFn<String, String> fn, DirectContext context) {
    return new ParDoOperator<>(
        ParDos.stateless(fn, StringUtf8Coder.of()).spec(), Jobs.services(), context);
  }

  /** Short ones to the main output. */
  static final class Sort extends DoFn<String, String> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element String element, MultiOutputReceiver out) {
      if (element.isEmpty()) {
        out.get(EMPTY).output(element);
      } else {
        out.get(element.length() > 2 ? LONG : ParDos.MAIN).output(element);
      }
    }
  }

  static final class Repeat extends DoFn<String, String> {
    private static final long serialVersionUID = 1L;
    private final int times;

    private Repeat(int times) {
      this.times = times;
    }

    @ProcessElement
    public void process(@Element String element, OutputReceiver<String> out) {
      for (int i = 0; i < times; i++) {
        out.output(element);
      }
    }
  }

  /** Notes its calls, of which one is fatal. */
  static final class Lifecycle extends DoFn<String, String> {
    private static final long serialVersionUID = 1L;
    private static final AtomicInteger INSTANCES = new AtomicInteger();
    private final String fatal;
    private int number;

    private Lifecycle(String fatal) {
      this.fatal = fatal;
    }

    @Setup
    public void setUp() throws IOException {
      number = INSTANCES.incrementAndGet();
      note("setup");
    }

    @StartBundle
    public void start() throws IOException {
      note("start");
    }

    @ProcessElement
    public void process(@Element String element, OutputReceiver<String> out) throws IOException {
      note(element);
      out.output(element);
    }

    @FinishBundle
    public void finish() throws IOException {
      note("finish");
    }

    @Teardown
    public void tearDown() throws IOException {
      note("teardown");
    }

    private void note(String call) throws IOException {
      CALLS.computeIfAbsent(number, instance -> new CopyOnWriteArrayList<>()).add(call);
      if (call.equals(fatal)) {
        throw new IOException("no " + call);
      }
    }
  }

  static final class SumAtFinish extends DoFn<String, String> {
    private static final long serialVersionUID = 1L;
    private int count;

    @StartBundle
    public void start() {
      count = 0;
    }

    @ProcessElement
    public void process(@Element String element) {
      count++;
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      context.output(Integer.toString(count), Instant.ofEpochMilli(7), GlobalWindow.INSTANCE);
    }
  }

  static final class Finalizing extends DoFn<String, String> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element String element, BundleFinalizer finalizer) {
      Duration untilExpiry = Duration.standardMinutes(element.equals("expired") ? -1 : 10);
      finalizer.afterBundleCommit(
          Instant.EPOCH.plus(untilExpiry),
          () -> {
            if (element.equals("failing")) {
              throw new IOException("the commit is not wanted");
            }
            COMMITTED.incrementAndGet();
          });
    }
  }

  /** Counts before and after it emits, so that a scope that is not restored shows. */
  static final class Counting extends DoFn<String, String> {
    private static final long serialVersionUID = 1L;
    private final Counter before = Metrics.counter(Counting.class, "before");
    private final Counter after = Metrics.counter(Counting.class, "after");

    @ProcessElement
    public void process(@Element String element, OutputReceiver<String> out) {
      before.inc();
      out.output(element);
      after.inc();
    }
  }
}
