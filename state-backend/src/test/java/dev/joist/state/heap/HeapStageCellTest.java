// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.heap;

import static dev.joist.state.heap.Fixture.bytesOf;
import static dev.joist.state.heap.Fixture.cell;
import static dev.joist.state.heap.Fixture.restored;
import static dev.joist.state.heap.Fixture.scope;
import static dev.joist.state.heap.Fixture.stores;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.joist.state.CounterCodec;
import dev.joist.state.MemorySections;
import dev.joist.state.StageCell;
import dev.joist.state.StateSnapshot;
import dev.joist.state.SubtaskStores;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HeapStageCellTest {

  private final SubtaskStores stores = stores();
  private final StageCell<AtomicLong> cell = stores.stage(cell("done"), CounterCodec.INSTANCE);

  @Test
  void showsTheOldValueInASnapshot() {
    cell.write(new AtomicLong(1));
    StateSnapshot snapshot = stores.snapshot(1);

    requireNonNull(cell.update()).set(2);

    assertThat(valueIn(bytesOf(snapshot), 0, 1)).hasValue(1);
    assertThat(cell.read()).hasValue(2);
  }

  @Test
  void isRestoredInEverySubtaskAndWrittenByTheFirst() {
    cell.write(new AtomicLong(5));
    MemorySections snapshot = bytesOf(stores.snapshot(1));

    assertThat(valueIn(snapshot, 0, 2)).hasValue(5);
    assertThat(valueIn(snapshot, 1, 2)).hasValue(5);
    SubtaskStores second = restored(scope(1, 2), snapshot);
    StageCell<AtomicLong> secondCell = second.stage(cell("done"), CounterCodec.INSTANCE);
    assertThat(bytesOf(second.snapshot(2)).sections()).isEmpty();
    assertThatThrownBy(() -> secondCell.write(new AtomicLong(6)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("not by subtask 1");
  }

  @Test
  void isMergedOfTheValuesOfAllSubtasksWhereThatIsAskedFor() {
    SubtaskStores first = restored(scope(0, 2));
    SubtaskStores second = restored(scope(1, 2));
    summed(first).write(new AtomicLong(5));
    summed(second).write(new AtomicLong(6));
    MemorySections ofFirst = bytesOf(first.snapshot(1));
    MemorySections ofSecond = bytesOf(second.snapshot(1));

    for (int subtask = 0; subtask < 3; subtask++) {
      assertThat(summed(restored(scope(subtask, 3), ofFirst, ofSecond)).read()).hasValue(11);
    }
  }

  private static StageCell<AtomicLong> summed(SubtaskStores in) {
    return in.stage(
        cell("sum"),
        CounterCodec.INSTANCE,
        (left, right) -> new AtomicLong(left.get() + right.get()));
  }

  @Test
  void isNotInASnapshotWhenItWasCleared() {
    cell.write(new AtomicLong(5));
    cell.clear();

    assertThat(bytesOf(stores.snapshot(1)).sections()).isEmpty();
  }

  private static AtomicLong valueIn(MemorySections snapshot, int subtask, int parallelism) {
    return requireNonNull(
        restored(scope(subtask, parallelism), snapshot)
            .stage(cell("done"), CounterCodec.INSTANCE)
            .read());
  }
}
