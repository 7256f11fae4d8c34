// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.splittable;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.execution.watermark.Hold;
import dev.joist.execution.watermark.Watermark;
import dev.joist.operators.state.SharedItems;
import dev.joist.state.CellId;
import dev.joist.state.MemorySections;
import dev.joist.state.StateSnapshot;
import dev.joist.state.SubtaskScope;
import dev.joist.state.SubtaskStores;
import dev.joist.state.heap.HeapStateBackend;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.WindowedValue;
import org.apache.beam.sdk.values.WindowedValues;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ResidualsTest {

  private final SubtaskStores stores = new HeapStateBackend().open(new SubtaskScope(0, 1, 128, 0));
  private final Residuals<String> residuals = residuals(stores);

  @Test
  void waitForTheEndOfTheirBundle() {
    residuals.add(residual("a", 0, 0));

    assertThat(residuals.poll(Long.MAX_VALUE)).isNull();
    assertThat(residuals.waitForBundle()).isTrue();
    assertThat(residuals.isEmpty()).isFalse();
    assertThat(residuals.nextDueMillis()).isEqualTo(Watermark.FINAL_MILLIS);

    assertThat(residuals.bundleEnded()).isTrue();
    assertThat(residuals.waitForBundle()).isFalse();
    assertThat(residuals.nextDueMillis()).isZero();
    assertThat(value(residuals.poll(0))).isEqualTo("a");
    assertThat(residuals.isEmpty()).isTrue();
    assertThat(residuals.bundleEnded()).isFalse();
  }

  @Test
  void areTakenByALaneThatHasNoneWhileTheirOwnIsInAPiece() {
    LanesOfResiduals<String> lanes = new LanesOfResiduals<>();
    SharedItems<Residual<String>> store =
        store(new HeapStateBackend().open(new SubtaskScope(0, 1, 128, 0)));
    Residuals<String> busy = new Residuals<>(store, lanes, () -> {});
    Residuals<String> free = new Residuals<>(store, lanes, () -> {});
    busy.add(residual("a", 50, 0));
    busy.add(residual("b", 60, 1));
    busy.add(residual("c", 70, 9));
    busy.bundleEnded();
    assertThat(free.holdMillis()).isEqualTo(50);
    assertThat(busy.forOthers(1)).isEqualTo(1);

    assertThat(value(busy.poll(1))).isEqualTo("a");
    assertThat(busy.forOthers(1)).isEqualTo(1);
    assertThat(free.holdMillis()).isEqualTo(50);
    assertThat(free.pollOfOthers(1, 61)).as("with a watermark that is higher").isNull();
    assertThat(value(free.pollOfOthers(1, 50))).isEqualTo("b");
    assertThat(free.pollOfOthers(1, 50)).as("not due yet").isNull();

    free.end(residual("b again", 80, 1));
    free.bundleEnded();
    assertThat(free.holdMillis()).isEqualTo(80);
    assertThat(busy.holdMillis()).isEqualTo(70);
    busy.end(null);
    assertThat(busy.areAllDone()).isFalse();
  }

  @Test
  void wakeAllLanesWhenNoneIsLeftInAnyAndWhenTheirBundlesHaveEnded() {
    LanesOfResiduals<String> lanes = new LanesOfResiduals<>();
    SharedItems<Residual<String>> store =
        store(new HeapStateBackend().open(new SubtaskScope(0, 1, 128, 0)));
    int[] woken = new int[1];
    Residuals<String> one = new Residuals<>(store, lanes, () -> woken[0]++);
    Residuals<String> other = new Residuals<>(store, lanes, () -> woken[0]++);
    one.begin(0);
    lanes.wakeIfAllDone();
    assertThat(woken[0]).isZero();
    assertThat(other.areAllDone()).isFalse();

    one.end(null);
    lanes.wakeIfAllDone();
    lanes.wakeIfAllDone();
    assertThat(woken[0]).as("lanes whose bundles are open end them").isEqualTo(2);
    assertThat(other.areAllDone()).as("though a bundle is open").isTrue();
    assertThat(other.holdMillis()).as("it holds others until it ends").isZero();

    one.bundleEnded();
    lanes.wakeIfAllDone();
    lanes.wakeIfAllDone();
    assertThat(woken[0]).as("the watermarks of all may move").isEqualTo(4);
    assertThat(other.holdMillis()).isEqualTo(Watermark.FINAL_MILLIS);
  }

  @Test
  void comeInTheOrderOfTheirTimesThenOfTheirArrival() {
    residuals.add(residual("late", 0, 20));
    residuals.add(residual("first", 0, 10));
    residuals.add(residual("second", 0, 10));
    residuals.bundleEnded();

    assertThat(residuals.poll(9)).isNull();
    assertThat(value(residuals.poll(15))).isEqualTo("first");
    assertThat(value(residuals.poll(15))).isEqualTo("second");
    assertThat(residuals.poll(15)).isNull();
    assertThat(value(residuals.poll(20))).isEqualTo("late");
  }

  @Test
  void holdTheWatermarkUntilTheyAreTakenOut() {
    residuals.add(residual("a", 100, 0));
    residuals.add(residual("b", 50, 1));
    residuals.bundleEnded();

    assertThat(residuals.holdMillis()).isEqualTo(50);
    assertThat(residuals.holds(1)).extracting(Hold::timestampMillis).containsExactly(50L);
    residuals.poll(0);
    residuals.poll(1);
    assertThat(residuals.holdMillis()).isEqualTo(Watermark.FINAL_MILLIS);
  }

  @Test
  void holdTheWatermarkAlsoAtTheEndOfTime() {
    residuals.add(Residual.of(piece("a"), BoundedWindow.TIMESTAMP_MAX_VALUE, 0));

    assertThat(residuals.holdMillis()).isEqualTo(BoundedWindow.TIMESTAMP_MAX_VALUE.getMillis());
  }

  @Test
  void canBeReplacedAllAtOnce() {
    residuals.add(residual("keep", 10, 0));
    residuals.add(residual("drop", 5, 0));

    residuals.replaceAll(
        old -> value(old).equals("drop") ? Optional.empty() : Optional.of(residual("kept", 20, 0)));
    residuals.bundleEnded();

    assertThat(residuals.all()).extracting(ResidualsTest::value).containsExactly("kept");
    assertThat(residuals.holdMillis()).isEqualTo(20);
  }

  @Test
  void areInASnapshotWithTheirHoldsAndTimes() throws IOException {
    residuals.add(residual("of a bundle before", 30, 7));
    residuals.bundleEnded();
    residuals.add(residual("of this bundle", 40, 3));
    StateSnapshot snapshot = stores.snapshot(1);
    residuals.poll(Long.MAX_VALUE);

    Residuals<String> restored = residuals(restored(snapshot));

    assertThat(restored.holdMillis()).isEqualTo(30);
    assertThat(restored.poll(3)).isEqualTo(residual("of this bundle", 40, 3));
    assertThat(restored.poll(7)).isEqualTo(residual("of a bundle before", 30, 7));
    assertThat(restored.isEmpty()).isTrue();
  }

  @Test
  void whatWasRestoredIsForTheFirstLaneAndEachKeepsItsOwn() throws IOException {
    residuals.add(residual("restored", 10, 1));
    SharedItems<Residual<String>> shared = store(restored(stores.snapshot(1)));

    Residuals<String> first = new Residuals<>(shared);
    Residuals<String> second = new Residuals<>(shared);
    second.add(residual("new", 20, 2));

    assertThat(second.all()).containsExactly(residual("new", 20, 2));
    assertThat(first.all()).containsExactly(residual("restored", 10, 1));
  }

  private static Residual<String> residual(String value, long holdMillis, long dueMillis) {
    return Residual.of(piece(value), Instant.ofEpochMilli(holdMillis), dueMillis);
  }

  private static WindowedValue<String> piece(String value) {
    return WindowedValues.valueInGlobalWindow(value);
  }

  private static String value(@Nullable Residual<String> residual) {
    return requireNonNull(residual, "there is none").piece().getValue();
  }

  private static Residuals<String> residuals(SubtaskStores stores) {
    return new Residuals<>(store(stores));
  }

  private static SharedItems<Residual<String>> store(SubtaskStores stores) {
    return new SharedItems<>(
        stores.items(
            new CellId("Work", "residuals"),
            new ResidualCodec<>(StringUtf8Coder.of(), GlobalWindow.Coder.INSTANCE)));
  }

  private static SubtaskStores restored(StateSnapshot snapshot) throws IOException {
    MemorySections sections = new MemorySections();
    snapshot.writeTo(sections);
    return new HeapStateBackend().open(new SubtaskScope(0, 1, 128, 1), List.of(sections));
  }
}
