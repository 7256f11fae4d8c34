// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.heap;

import static dev.joist.state.heap.Fixture.NAME;
import static dev.joist.state.heap.Fixture.STORE;
import static dev.joist.state.heap.Fixture.bytesOf;
import static dev.joist.state.heap.Fixture.cell;
import static dev.joist.state.heap.Fixture.restored;
import static dev.joist.state.heap.Fixture.scope;
import static dev.joist.state.heap.Fixture.stores;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.joist.state.CellSpec;
import dev.joist.state.KeyedStore;
import dev.joist.state.MemorySections;
import dev.joist.state.SectionHeader;
import dev.joist.state.StateSnapshot;
import dev.joist.state.StoredTimer;
import dev.joist.state.SubtaskStores;
import dev.joist.state.TimerCell;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HeapTimerCellTest {

  private static final CellSpec.Timers TIMERS = new CellSpec.Timers(cell("timers"));

  private final SubtaskStores stores = stores();
  private final KeyedStore<String> store = stores.keyed(STORE);
  private final TimerCell<String> timers = store.timers(TIMERS);

  @Test
  void givesTheEarliestOfAllKeys() {
    set("b", "t", 30);
    set("a", "t", 20);
    set("b", "u", 10);

    assertThat(shown(timers.first())).isEqualTo("b w u 10");
    assertThat(all(timers)).containsExactly("b w u 10", "a w t 20", "b w t 30");
    assertThat(timers.first()).isNull();
    assertThat(timers.poll()).isNull();
  }

  @Test
  void replacesATimerOfTheSameNameOnly() {
    assertThat(set("a", "t", 10)).isNull();
    assertThat(shown(set("a", "t", 40))).isEqualTo("a w t 10");
    assertThat(shown(set("a", "t", 40))).isEqualTo("a w t 40");
    timers.set("w", "family", "t", 20, 20);
    timers.set("other", "", "t", 30, 30);
    set("b", "t", 50);

    assertThat(all(timers))
        .containsExactly("a w familyt 20", "a other t 30", "a w t 40", "b w t 50");
  }

  @Test
  void deletesATimerOfTheCurrentKey() {
    set("a", "t", 10);
    set("b", "t", 20);

    assertThat(timers.delete("w", "", "unknown")).isNull();
    assertThat(timers.delete("other", "", "t")).isNull();
    assertThat(shown(timers.delete("w", "", "t"))).isEqualTo("b w t 20");
    assertThat(timers.delete("w", "", "t")).isNull();

    assertThat(all(timers)).containsExactly("a w t 10");
  }

  @Test
  void keepsTimersOfAKeyTogetherAndOrdersThemByWhatTheyAre() {
    store.useKey("b");
    timers.set("w", "", "x", 10, 10);
    timers.set("v", "", "x", 10, 10);
    timers.set("w", "", "y", 10, 5);
    store.useKey("a");
    timers.set("w", "g", "x", 10, 10);
    timers.set("w", "f", "x", 10, 10);

    assertThat(all(timers))
        .containsExactly("a w fx 10", "a w gx 10", "b w y 10", "b v x 10", "b w x 10");
  }

  @Test
  void tellsKeysApartThatHaveOneHash() {
    set("BB", "t", 10);
    set("Aa", "t", 10);

    assertThat(all(timers)).containsExactly("Aa w t 10", "BB w t 10");
  }

  @Test
  void leavesTheKeyInUseWhenItGivesATimerOfAnother() {
    set("a", "t", 10);
    store.useKey("b");
    store.value(NAME).write("w", "of b");

    timers.poll();

    assertThat(store.key()).isEqualTo("b");
    assertThat(store.value(NAME).read("w")).isEqualTo("of b");
  }

  @Test
  void isTheSameCellEachTimeAndNoOtherKind() {
    assertThat(store.timers(TIMERS)).isSameAs(timers);
    assertThatThrownBy(() -> store.bag(new CellSpec.Bag<>(TIMERS.id(), NAME.codec())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is a TIMERS already and cannot be a BAG");
    store.value(NAME);
    assertThatThrownBy(() -> store.timers(new CellSpec.Timers(NAME.id())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is a VALUE already and cannot be a TIMERS");
  }

  @Test
  void asksForAKey() {
    assertThatThrownBy(() -> timers.set("w", "", "t", 1, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("before any key was set");
  }

  @Test
  void showsASnapshotWhatWasSetAtItsBarrier() {
    set("a", "t", 10);
    set("a", "gone", 20);
    set("b", "t", 30);
    StateSnapshot snapshot = stores.snapshot(1);

    set("a", "t", 40);
    timers.set("w", "", "new", 50, 50);
    timers.delete("w", "", "gone");
    assertThat(shown(timers.poll())).isEqualTo("b w t 30");

    assertThat(all(restored(scope(0, 1), bytesOf(snapshot)).keyed(STORE).timers(TIMERS)))
        .containsExactly("a w t 10", "a w gone 20", "b w t 30");
    assertThat(all(timers)).containsExactly("a w t 40", "a w new 50");
  }

  @Test
  void dealsItsTimersToSubtasksByKeyGroup() {
    for (int i = 0; i < 100; i++) {
      set("key " + i, "t", i);
    }
    MemorySections sections = bytesOf(stores.snapshot(1));

    List<String> all = new ArrayList<>();
    for (int subtask = 0; subtask < 3; subtask++) {
      List<String> part = all(restored(scope(subtask, 3), sections).keyed(STORE).timers(TIMERS));
      assertThat(part).hasSizeBetween(10, 70);
      all.addAll(part);
    }

    assertThat(all).containsExactlyInAnyOrderElementsOf(all(timers));
  }

  @Test
  void isCarriedAlongWhereNobodyDeclaresIt() {
    set("a", "t", 10);
    SubtaskStores second = restored(scope(0, 1), bytesOf(stores.snapshot(1)));
    KeyedStore<String> undeclaring = second.keyed(STORE);
    assertThat(undeclaring.undeclared()).extracting(SectionHeader::cell).contains(TIMERS.id());

    SubtaskStores third = restored(scope(0, 1), bytesOf(second.snapshot(2)));

    assertThat(all(third.keyed(STORE).timers(TIMERS))).containsExactly("a w t 10");
  }

  @Test
  void agreesWithASortedListOverRandomChangesAndRestores() {
    for (int seed = 1; seed <= 20; seed++) {
      agreesWithASortedList(new Random(seed));
    }
  }

  private static void agreesWithASortedList(Random random) {
    Map<String, Long> model = new HashMap<>();
    SubtaskStores current = stores();
    for (int round = 0; round < 6; round++) {
      KeyedStore<String> keyed = current.keyed(STORE);
      TimerCell<String> cell = keyed.timers(TIMERS);
      StateSnapshot open = current.snapshot(round);
      for (int i = 0; i < 400; i++) {
        change(keyed, cell, model, random);
      }
      open.close();
      current = restored(scope(0, 1), bytesOf(current.snapshot(round)));
    }
    List<String> expected =
        model.entrySet().stream()
            .sorted(Comparator.comparing(Map.Entry::getValue))
            .map(timer -> timer.getKey() + " " + timer.getValue())
            .toList();
    assertThat(all(current.keyed(STORE).timers(TIMERS))).containsExactlyElementsOf(expected);
  }

  /** No two timers of the model have one time: their order is another test's business. */
  private static void change(
      KeyedStore<String> keyed, TimerCell<String> cell, Map<String, Long> model, Random random) {
    String key = "k" + random.nextInt(40);
    String id = "t" + random.nextInt(3);
    keyed.useKey(key);
    String name = key + " w " + id;
    int what = random.nextInt(10);
    if (what < 6) {
      long time = random.nextLong(1L << 40);
      cell.set("w", "", id, time, time);
      model.put(name, time);
    } else if (what < 8) {
      assertThat(cell.delete("w", "", id) != null).isEqualTo(model.remove(name) != null);
    } else {
      String polled = shown(cell.poll());
      model.keySet().removeIf(timer -> polled.startsWith(timer + " "));
    }
  }

  private @Nullable StoredTimer<String> set(String key, String id, long timeMillis) {
    store.useKey(key);
    return timers.set("w", "", id, timeMillis, timeMillis);
  }

  private static List<String> all(TimerCell<String> cell) {
    List<String> all = new ArrayList<>();
    while (cell.first() != null) {
      all.add(shown(requireNonNull(cell.poll())));
    }
    return all;
  }

  private static String shown(@Nullable StoredTimer<String> timer) {
    return timer == null
        ? "none"
        : "%s %s %s%s %d"
            .formatted(
                timer.key(), timer.namespace(), timer.family(), timer.id(), timer.timeMillis());
  }
}
