// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.splittable;

import static dev.joist.operators.splittable.Pieces.split;
import static dev.joist.operators.splittable.Pieces.word;

import dev.joist.execution.testing.OperatorHarness;
import dev.joist.execution.watermark.Watermark;
import dev.joist.operators.view.SideInputSpec;
import java.util.List;
import org.apache.beam.sdk.io.range.OffsetRange;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.WindowedValue;
import org.apache.beam.sdk.values.WindowedValues;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;

class SplitOperatorTest {

  @Test
  void makesOnePieceOfAnElementIfTheFunctionDoesNotSplit() throws Exception {
    new OperatorHarness(split(new Functions.Letters()), 1, 1)
        .comparing(SplitOperatorTest::range)
        .element(0, word("abc"))
        .expect(0, new OffsetRange(0, 3))
        .run();
  }

  @Test
  void makesThePiecesThatTheFunctionSplitsAnElementInto() throws Exception {
    new OperatorHarness(split(new Functions.LettersOfHalves()), 1, 1)
        .comparing(SplitOperatorTest::range)
        .element(0, word("abcde"))
        .element(0, word("xy"))
        .watermark(0, 10)
        .expect(
            0,
            new OffsetRange(0, 2),
            new OffsetRange(2, 5),
            new OffsetRange(0, 1),
            new OffsetRange(1, 2))
        .expectWatermark(10)
        .run();
  }

  @Test
  void beginsWithTheWatermarkStateOfTheFunction() throws Exception {
    new OperatorHarness(split(new Functions.OneByOne()), 1, 1)
        .comparing(Pieces::value)
        .element(0, word("ab"))
        .expect(0, KV.of("ab", KV.of(new OffsetRange(0, 2), Instant.ofEpochMilli(0))))
        .run();
  }

  @Test
  void keepsTheWindowsTogetherIfTheFunctionDoesNotLookAtThem() throws Exception {
    new OperatorHarness(split(new Functions.Letters()), 1, 1)
        .comparing(element -> ((WindowedValue<?>) element).getWindows().size())
        .element(0, inTwoWindows("abc"))
        .expect(0, 2)
        .run();
  }

  @Test
  void takesAnElementWindowByWindowIfTheFunctionLooksAtThem() throws Exception {
    new OperatorHarness(split(new Functions.AsLongAsTheWindow()), 1, 1)
        .comparing(SplitOperatorTest::range)
        .element(0, inTwoWindows("abc"))
        .expect(0, new OffsetRange(0, 10), new OffsetRange(0, 20))
        .run();
  }

  @Test
  void letsElementsWaitForTheViews() throws Exception {
    PCollectionView<String> view = Pieces.singleton();
    var spec =
        Pieces.spec(
            new Functions.WithView(view),
            SplittableSpec.Phase.SPLIT,
            List.of(Pieces.MAIN),
            List.of(new SideInputSpec(view, "view")));

    new OperatorHarness(SplittableOperators.create(spec, Pieces.services()), 2, 1)
        .comparing(SplitOperatorTest::range)
        .element(0, WindowedValues.timestampedValueInGlobalWindow("ab", Instant.ofEpochMilli(5)))
        .watermark(0, 10)
        .expect(0)
        .expectWatermark(5)
        .element(1, WindowedValues.valueInGlobalWindow(List.of("four")))
        .expect(0, new OffsetRange(0, 4))
        .expectWatermark(10)
        .endOfInput()
        .expectWatermark(Watermark.FINAL_MILLIS)
        .run();
  }

  private static WindowedValue<String> inTwoWindows(String word) {
    return WindowedValues.of(
        word,
        Instant.ofEpochMilli(5),
        List.of(
            new IntervalWindow(Instant.ofEpochMilli(0), Instant.ofEpochMilli(10)),
            new IntervalWindow(Instant.ofEpochMilli(0), Instant.ofEpochMilli(20))),
        PaneInfo.NO_FIRING);
  }

  private static Object range(Object piece) {
    return ((KV<?, ?>) ((KV<?, ?>) Pieces.value(piece)).getValue()).getKey();
  }
}
