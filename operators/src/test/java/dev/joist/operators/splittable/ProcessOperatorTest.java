// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.splittable;

import static dev.joist.operators.splittable.Pieces.piece;
import static dev.joist.operators.splittable.Pieces.process;
import static dev.joist.operators.splittable.Pieces.whole;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.joist.execution.operator.ForwardingOperator;
import dev.joist.execution.operator.OperatorContext;
import dev.joist.execution.operator.OperatorFactory;
import dev.joist.execution.operator.Receiver;
import dev.joist.execution.testing.OperatorHarness;
import dev.joist.execution.watermark.Watermark;
import dev.joist.operators.fixture.Elements;
import dev.joist.operators.fixture.Views;
import dev.joist.operators.state.CoderCodec;
import dev.joist.operators.view.SideInputSpec;
import dev.joist.state.CellId;
import dev.joist.state.StageCell;
import java.util.List;
import org.apache.beam.sdk.coders.BooleanCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.io.range.OffsetRange;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.WindowedValues;
import org.apache.beam.sdk.values.WindowingStrategy;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;

class ProcessOperatorTest {

  @Test
  void worksOnPiecesAsTheyCome() throws Exception {
    harness(new Functions.Letters())
        .element(0, piece("abc", 0, 2))
        .element(0, piece("abc", 2, 3))
        .element(0, piece("abc", 1, 1))
        .watermark(0, 10)
        .expect(0, "a", "b", "c")
        .expectWatermark(10)
        .endOfInput()
        .expectWatermark(Watermark.FINAL_MILLIS)
        .run();
  }

  @Test
  void goesOnWithTheRestWhenTheFunctionWantsTo() throws Exception {
    harness(new Functions.OneByOne())
        .element(0, whole("abc"))
        .expect(0, "a")
        .processingTime(9)
        .expect(0)
        .processingTime(10)
        .expect(0, "b")
        .processingTime(1000)
        .expect(0, "c")
        .run();
  }

  @Test
  void holdsTheWatermarkAtTheLowestEstimate() throws Exception {
    harness(new Functions.OneByOne())
        .element(0, whole("abc"))
        .element(0, piece("wxyz", 2, 4, Instant.ofEpochMilli(0)))
        .watermark(0, 5000)
        .expect(0, "a", "y")
        .expectWatermark(100)
        .processingTime(10)
        .expect(0, "b", "z")
        .expectWatermark(200)
        .processingTime(20)
        .expect(0, "c")
        .expectWatermark(5000)
        .run();
  }

  @Test
  void letsDelaysPassOnceTheInputHasEndedUnderAClockThatStandsStill() throws Exception {
    harness(new Functions.OneByOne())
        .element(0, whole("abc"))
        .endOfInput()
        .settle()
        .settle()
        .settle()
        .settle()
        .expect(0, "a", "b", "c")
        .expectWatermark(Watermark.FINAL_MILLIS)
        .run();
  }

  @Test
  void readsViews() throws Exception {
    PCollectionView<String> view = Pieces.singleton();
    var spec =
        Pieces.spec(
            new Functions.WithView(view),
            SplittableSpec.Phase.PROCESS,
            List.of(Pieces.MAIN),
            List.of(new SideInputSpec(view, "view")));

    new OperatorHarness(SplittableOperators.create(spec, Pieces.services()), 2, 1)
        .comparing(Pieces::value)
        .element(0, piece("ab", 0, 2))
        .watermark(0, 10)
        .expect(0)
        .expectWatermark(0)
        .element(1, WindowedValues.valueInGlobalWindow(List.of("view:")))
        .expect(0, "view:a", "view:b")
        .expectWatermark(10)
        .run();
  }

  @Test
  void keepsTheViewOfAPieceThatIsLeftThoughTheWatermarkIsPastItsWindow() throws Exception {
    FixedWindows tens = FixedWindows.of(Duration.millis(10));
    PCollectionView<String> view =
        Views.of(StringUtf8Coder.of(), WindowingStrategy.of(tens), View.asSingleton());
    var spec =
        Pieces.spec(
            new Functions.OneByOneWithView(view),
            SplittableSpec.Phase.PROCESS,
            List.of(Pieces.MAIN),
            List.of(new SideInputSpec(view, "view")));
    IntervalWindow window = Elements.window(0, 10);

    new OperatorHarness(SplittableOperators.create(spec, Pieces.services()), 2, 1)
        .comparing(Pieces::value)
        .element(1, Elements.in(window, 9, List.of("view:")))
        .settle()
        .element(0, Elements.in(window, 0, piece("abc", 0, 3).getValue()))
        .watermark(0, 1000)
        .expect(0, "view:a")
        .expectWatermark(100)
        .processingTime(10)
        .expect(0, "view:b")
        .expectWatermark(200)
        .processingTime(20)
        .expect(0, "view:c")
        .processingTime(30)
        .expectWatermark(1000)
        .run();
  }

  @Test
  void emitsToSeveralOutputsAndAtTheEndOfABundleWhichIsCommittedThen() throws Exception {
    var spec =
        Pieces.spec(
            new Functions.TellsOfBundles(),
            SplittableSpec.Phase.PROCESS,
            List.of(Functions.TellsOfBundles.MAIN, Functions.TellsOfBundles.OTHER),
            List.of());

    new OperatorHarness(SplittableOperators.create(spec, Pieces.services()), 1, 2)
        .comparing(Pieces::value)
        .element(0, piece("one", 0, 1))
        .expect(0)
        .expect(1, "one", "1 words, 0 commits")
        .element(0, piece("two", 0, 1))
        .expect(0, "two")
        .expect(1, "2 words, 1 commits")
        .neverRestarts()
        .run();
  }

  @Test
  void namesAFunctionThatStopsWithWorkUndone() {
    assertThatThrownBy(
            () -> harness(new Functions.LeavesWorkUndone()).element(0, piece("abc", 0, 3)).run())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Work failed: java.lang.IllegalStateException");
  }

  @Test
  void dropsUnboundedWorkWhenItDrainsUnlessTheFunctionKeepsSome() throws Exception {
    new OperatorHarness(draining(new Functions.OneMoreWhenDraining()), 1, 1)
        .comparing(Pieces::value)
        .element(0, whole("abcd"))
        .expect(0, "a")
        .element(0, DRAIN)
        .element(0, whole("wxyz"))
        .expect(0, "backlog 3.0", "w")
        .processingTime(10)
        .expect(0, "b")
        .processingTime(30)
        .expect(0)
        .endOfInput()
        .expectWatermark(Watermark.FINAL_MILLIS)
        .run();
  }

  @Test
  void keepsBoundedWorkWhenItDrains() throws Exception {
    new OperatorHarness(draining(new Functions.Letters()), 1, 1)
        .comparing(Pieces::value)
        .element(0, DRAIN)
        .element(0, piece("abc", 0, 3))
        .expect(0, "backlog 0.0", "a", "b", "c")
        .run();
  }

  private static final Object DRAIN = "drain";

  private static OperatorHarness harness(DoFn<String, String> fn) {
    return new OperatorHarness(process(fn), 1, 1).comparing(Pieces::value);
  }

  private static OperatorFactory draining(DoFn<String, String> fn) {
    var spec = Pieces.spec(fn, SplittableSpec.Phase.PROCESS);
    return context ->
        new Draining(
            new ProcessOperator<>(spec, Pieces.services(), context),
            context,
            context.stores().stage(new CellId("drain", "told"), CoderCodec.of(BooleanCoder.of())));
  }

  /**
   * Drains the operator when it is told to, also if that was before it restarted, and emits how
   * much was left before.
   */
  private static final class Draining extends ForwardingOperator {

    private final ProcessOperator<String, String, OffsetRange, Instant> operator;
    private final OperatorContext context;
    private final StageCell<Boolean> told;

    private Draining(
        ProcessOperator<String, String, OffsetRange, Instant> operator,
        OperatorContext context,
        StageCell<Boolean> told) {
      super(operator);
      this.operator = operator;
      this.context = context;
      this.told = told;
    }

    @Override
    public Receiver input(int port) {
      Receiver pieces = operator.input(port);
      return element -> {
        if (element.equals(DRAIN)) {
          context
              .output(0)
              .accept(WindowedValues.valueInGlobalWindow("backlog " + operator.backlog()));
          told.write(true);
          operator.drain();
        } else {
          pieces.accept(element);
        }
      };
    }

    @Override
    public void open() {
      operator.open();
      if (told.read() != null) {
        operator.drain();
      }
    }
  }
}
