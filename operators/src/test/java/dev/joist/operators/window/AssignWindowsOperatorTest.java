// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.window;

import static dev.joist.operators.fixture.Elements.at;
import static dev.joist.operators.fixture.Elements.in;
import static dev.joist.operators.fixture.Elements.window;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.joist.execution.JoistException;
import dev.joist.execution.operator.OperatorFactory;
import dev.joist.execution.testing.OperatorHarness;
import dev.joist.execution.watermark.Watermark;
import dev.joist.operators.fixture.Elements;
import java.util.Collection;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.CalendarWindows;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.NonMergingWindowFn;
import org.apache.beam.sdk.transforms.windowing.Sessions;
import org.apache.beam.sdk.transforms.windowing.SlidingWindows;
import org.apache.beam.sdk.transforms.windowing.WindowFn;
import org.apache.beam.sdk.transforms.windowing.WindowMappingFn;
import org.joda.time.DateTimeZone;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;

class AssignWindowsOperatorTest {

  private static final long DAY_MILLIS = 86_400_000;

  @Test
  void assignsFixedWindows() throws Exception {
    new OperatorHarness(into(FixedWindows.of(Duration.millis(10))), 1, 1)
        .comparing(Elements::shown)
        .element(0, at(0, "a"))
        .element(0, at(9, "b"))
        .element(0, at(10, "c"))
        .element(0, at(-1, "d"))
        .expect(0, "a @0 [0..10)", "b @9 [0..10)", "c @10 [10..20)", "d @-1 [-10..0)")
        .run();
  }

  @Test
  void assignsSlidingWindows() throws Exception {
    SlidingWindows sliding = SlidingWindows.of(Duration.millis(10)).every(Duration.millis(5));
    new OperatorHarness(into(sliding), 1, 1)
        .comparing(Elements::shown)
        .element(0, at(4, "a"))
        .element(0, at(5, "b"))
        .expect(0, "a @4 [0..10) [-5..5)", "b @5 [5..15) [0..10)")
        .run();
  }

  @Test
  void assignsSlidingWindowsWithGapsBetweenThem() throws Exception {
    SlidingWindows sparse = SlidingWindows.of(Duration.millis(2)).every(Duration.millis(5));
    new OperatorHarness(into(sparse), 1, 1)
        .comparing(Elements::shown)
        .element(0, at(6, "a"))
        .expect(0, "a @6 [5..7)")
        .run();
  }

  @Test
  void assignsSessionsThatAreNotMergedYet() throws Exception {
    new OperatorHarness(into(Sessions.withGapDuration(Duration.millis(10))), 1, 1)
        .comparing(Elements::shown)
        .element(0, at(3, "a"))
        .element(0, at(5, "b"))
        .expect(0, "a @3 [3..13)", "b @5 [5..15)")
        .run();
  }

  @Test
  void assignsTheGlobalWindow() throws Exception {
    new OperatorHarness(into(new GlobalWindows()), 1, 1)
        .comparing(Elements::shown)
        .element(0, in(window(0, 10), 3, "a"))
        .expect(0, "a @3")
        .run();
  }

  @Test
  void assignsWindowsOfTheCalendar() throws Exception {
    new OperatorHarness(into(CalendarWindows.days(1).withTimeZone(DateTimeZone.UTC)), 1, 1)
        .comparing(Elements::shown)
        .element(0, at(DAY_MILLIS - 1, "a"))
        .element(0, at(DAY_MILLIS, "b"))
        .expect(0, "a @86399999 [0..86400000)", "b @86400000 [86400000..172800000)")
        .run();
  }

  @Test
  void keepsItsInputsWatermark() throws Exception {
    new OperatorHarness(into(FixedWindows.of(Duration.millis(10))), 1, 1)
        .watermark(0, 7)
        .expectWatermark(7)
        .endOfInput()
        .expectWatermark(Watermark.FINAL_MILLIS)
        .run();
  }

  @Test
  void namesTheTransformTheFunctionAndTheTimestampWhereTheFunctionFails() {
    assertThatThrownBy(
            () -> new OperatorHarness(into(new Failing()), 1, 1).element(0, at(3, "a")).run())
        .cause()
        .isInstanceOf(JoistException.class)
        .hasMessage(
            "Window/Into: the window function Failing failed on an element with timestamp"
                + " 1970-01-01T00:00:00.003Z: java.lang.IllegalStateException: no windows today")
        .hasCauseInstanceOf(IllegalStateException.class)
        .extracting(thrown -> ((JoistException) thrown).kind())
        .isEqualTo(JoistException.Kind.USER_CODE);
  }

  @Test
  void namesTheTransformWhereTheFunctionThrowsAnError() {
    assertThatThrownBy(
            () -> new OperatorHarness(into(new Lacking()), 1, 1).element(0, at(3, "a")).run())
        .cause()
        .isInstanceOf(JoistException.class)
        .hasMessageStartingWith("Window/Into: the window function Lacking failed on an element")
        .hasCauseInstanceOf(NoClassDefFoundError.class);
  }

  @Test
  void takesAnElementInTwoWindowsForTwoElements() throws Exception {
    List<IntervalWindow> two = List.of(window(0, 10), window(10, 20));

    new OperatorHarness(into(FixedWindows.of(Duration.millis(5))), 1, 1)
        .comparing(Elements::shown)
        .element(0, in(two, 3, "a"))
        .expect(0, "a @3 [0..5)", "a @3 [0..5)")
        .run();
  }

  @Test
  void showsTheFunctionEachWindowOfAnElementInTwo() throws Exception {
    List<IntervalWindow> two = List.of(window(0, 10), window(10, 20));

    new OperatorHarness(into(new SameWindow()), 1, 1)
        .comparing(Elements::shown)
        .element(0, in(two, 3, "a"))
        .expect(0, "a @3 [0..10)", "a @3 [10..20)")
        .run();
  }

  @Test
  void refusesAnElementThatFallsInAGapBetweenWindows() {
    SlidingWindows sparse = SlidingWindows.of(Duration.millis(2)).every(Duration.millis(5));

    assertThatThrownBy(() -> new OperatorHarness(into(sparse), 1, 1).element(0, at(8, "a")).run())
        .cause()
        .isInstanceOf(JoistException.class)
        .hasMessageStartingWith("Window/Into: the window function " + sparse)
        .hasMessageContaining(
            "assigns no window to an element with timestamp 1970-01-01T00:00:00.008Z")
        .extracting(thrown -> ((JoistException) thrown).kind())
        .isEqualTo(JoistException.Kind.USER_CODE);
  }

  private static OperatorFactory into(WindowFn<?, ?> windowFn) {
    @SuppressWarnings("unchecked") // These functions take any element.
    WindowFn<String, ?> ofStrings = (WindowFn<String, ?>) windowFn;
    return context ->
        AssignWindowsOperator.create(
            new AssignWindowsSpec<>("Window/Into", ofStrings), context.output(0));
  }

  /** Assigns what {@link #window} says. */
  abstract static class Assigning extends NonMergingWindowFn<String, IntervalWindow> {
    private static final long serialVersionUID = 1L;

    abstract IntervalWindow window(AssignContext context);

    @Override
    public Collection<IntervalWindow> assignWindows(AssignContext context) {
      return List.of(window(context));
    }

    @Override
    @SuppressWarnings("deprecation") // Every window function still has to have it.
    public boolean isCompatible(WindowFn<?, ?> other) {
      return other == this;
    }

    @Override
    public Coder<IntervalWindow> windowCoder() {
      return IntervalWindow.getCoder();
    }

    @Override
    public WindowMappingFn<IntervalWindow> getDefaultWindowMappingFn() {
      throw new UnsupportedOperationException("no view is in these windows");
    }

    @Override
    public String toString() {
      return getClass().getSimpleName();
    }
  }

  static final class Failing extends Assigning {
    private static final long serialVersionUID = 1L;

    @Override
    IntervalWindow window(AssignContext context) {
      throw new IllegalStateException("no windows today");
    }
  }

  static final class Lacking extends Assigning {
    private static final long serialVersionUID = 1L;

    @Override
    IntervalWindow window(AssignContext context) {
      throw new NoClassDefFoundError("org/windows/Today");
    }
  }

  static final class SameWindow extends Assigning {
    private static final long serialVersionUID = 1L;

    @Override
    IntervalWindow window(AssignContext context) {
      BoundedWindow same = context.window();
      return (IntervalWindow) same;
    }
  }
}
