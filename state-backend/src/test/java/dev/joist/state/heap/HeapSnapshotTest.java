// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.heap;

import static dev.joist.state.heap.Fixture.BAG;
import static dev.joist.state.heap.Fixture.COUNT;
import static dev.joist.state.heap.Fixture.LIST;
import static dev.joist.state.heap.Fixture.MAP;
import static dev.joist.state.heap.Fixture.NAME;
import static dev.joist.state.heap.Fixture.STORE;
import static dev.joist.state.heap.Fixture.bytesOf;
import static dev.joist.state.heap.Fixture.countsIn;
import static dev.joist.state.heap.Fixture.restored;
import static dev.joist.state.heap.Fixture.scope;
import static dev.joist.state.heap.Fixture.stores;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.joist.state.CellSpec;
import dev.joist.state.IncompatibleStateException;
import dev.joist.state.KeyedStore;
import dev.joist.state.MemorySections;
import dev.joist.state.StateSnapshot;
import dev.joist.state.StringCodec;
import dev.joist.state.SubtaskStores;
import dev.joist.state.Timestamped;
import dev.joist.state.ValueCell;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HeapSnapshotTest {

  private final SubtaskStores stores = stores();
  private final KeyedStore<String> store = stores.keyed(STORE);

  @Test
  void showsTheOldContentOfEveryKindOfCellAfterAllWasChanged() {
    fill(store, "old", 1);
    StateSnapshot snapshot = stores.snapshot(1);

    fill(store, "new", 2);
    store.useKey("another");
    store.value(NAME).write("w", "another");

    KeyedStore<String> old = restored(scope(0, 1), bytesOf(snapshot)).keyed(STORE);
    assertThat(contentOf(old)).isEqualTo("old 1 [old] [x=1] [1 old]");
    assertThat(contentOf(store)).isEqualTo("new 3 [old, new] [x=3] [1 old, 2 new]");
    assertThat(old.size()).isEqualTo(1);
  }

  @Test
  void showsTheOldContentAfterAllWasCleared() {
    fill(store, "old", 1);
    StateSnapshot snapshot = stores.snapshot(1);

    store.useKey("key");
    store.value(NAME).clear("w");
    store.value(COUNT).clear("w");
    store.bag(BAG).clear("w");
    store.map(MAP).clear("w");
    store.orderedList(LIST).clear("w");

    KeyedStore<String> old = restored(scope(0, 1), bytesOf(snapshot)).keyed(STORE);
    assertThat(contentOf(old)).isEqualTo("old 1 [old] [x=1] [1 old]");
    assertThat(store.size()).isZero();
  }

  @Test
  void copiesAValueAtItsFirstUpdateAfterTheBarrierOnly() {
    ValueCell<AtomicLong> count = store.value(COUNT);
    store.useKey("key");
    count.write("w", new AtomicLong(1));
    AtomicLong before = count.update("w");

    StateSnapshot snapshot = stores.snapshot(1);
    AtomicLong first = count.update("w");
    AtomicLong second = count.update("w");
    snapshot.close();

    assertThat(first).isNotSameAs(before).isSameAs(second);
  }

  @Test
  void copiesNothingOnceItIsClosed() {
    ValueCell<AtomicLong> count = store.value(COUNT);
    store.useKey("key");
    count.write("w", new AtomicLong(1));
    AtomicLong before = count.update("w");

    stores.snapshot(1).close();

    assertThat(count.update("w")).isSameAs(before);
  }

  @Test
  void cannotBeWrittenOnceItIsClosed() {
    StateSnapshot snapshot = stores.snapshot(7);
    snapshot.close();

    assertThatThrownBy(() -> snapshot.writeTo(new MemorySections()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("snapshot 7");
  }

  @Test
  void writesTheSameBytesForTheSameContentHoweverItCameAbout() {
    SubtaskStores other = stores();
    KeyedStore<String> reversed = other.keyed(STORE);
    ValueCell<AtomicLong> count = store.value(COUNT);
    ValueCell<AtomicLong> reversedCount = reversed.value(COUNT);
    for (int i = 0; i < 500; i++) {
      write(store, count, i);
      write(reversed, reversedCount, 499 - i);
    }

    List<String> bytes = describe(bytesOf(stores.snapshot(1)));

    assertThat(describe(bytesOf(other.snapshot(1)))).isEqualTo(bytes);
    assertThat(bytes).hasSize(Fixture.KEY_GROUPS);
  }

  @Test
  void isWrittenByAnotherThreadWhileProcessingGoesOn() throws Exception {
    ValueCell<AtomicLong> count = store.value(COUNT);
    Random random = new Random(5);
    List<CompletableFuture<MemorySections>> written = new ArrayList<>();
    List<Map<String, Long>> expected = new ArrayList<>();
    for (int snapshotId = 1; snapshotId <= 10; snapshotId++) {
      for (int step = 0; step < 20_000; step++) {
        change(count, "key " + random.nextInt(3_000), random);
      }
      expected.add(countsIn(store));
      StateSnapshot snapshot = stores.snapshot(snapshotId);
      written.add(
          CompletableFuture.supplyAsync(
              () -> {
                MemorySections sections = bytesOf(snapshot);
                snapshot.close();
                return sections;
              }));
    }

    for (int i = 0; i < written.size(); i++) {
      assertThat(countsIn(written.get(i).get())).isEqualTo(expected.get(i));
    }
  }

  @Test
  void isDealtToAnyNumberOfSubtasks() {
    ValueCell<AtomicLong> count = store.value(COUNT);
    for (int i = 0; i < 1_000; i++) {
      write(store, count, i);
    }
    Map<String, Long> expected = countsIn(store);
    List<MemorySections> pieces = List.of(bytesOf(stores.snapshot(1)));

    for (int parallelism : new int[] {3, 16, 5, 1}) {
      List<MemorySections> next = new ArrayList<>();
      TreeMap<String, Long> found = new TreeMap<>();
      for (int subtask = 0; subtask < parallelism; subtask++) {
        SubtaskStores part = new HeapStateBackend().open(scope(subtask, parallelism), pieces);
        countsIn(part.keyed(STORE))
            .forEach((key, value) -> assertThat(found.put(key, value)).isNull());
        next.add(bytesOf(part.snapshot(2)));
      }
      assertThat(found).isEqualTo(expected);
      pieces = next;
    }
  }

  @Test
  void carriesCellsAlongThatNobodyHasDeclaredYet() {
    fill(store, "old", 1);
    SubtaskStores second = restored(scope(0, 1), bytesOf(stores.snapshot(1)));
    KeyedStore<String> secondStore = second.keyed(STORE);
    secondStore.useKey("key");
    secondStore.value(NAME).write("w", "changed");

    KeyedStore<String> third = restored(scope(0, 1), bytesOf(second.snapshot(2))).keyed(STORE);

    assertThat(secondStore.undeclared())
        .extracting(header -> header.cell().cell())
        .containsExactly("bag", "count", "list", "map");
    assertThat(contentOf(third)).isEqualTo("changed 1 [old] [x=1] [1 old]");
    assertThat(third.undeclared()).isEmpty();
  }

  @Test
  void refusesACellThatWasWrittenByAnotherCodec() {
    fill(store, "old", 1);
    KeyedStore<String> second = restored(scope(0, 1), bytesOf(stores.snapshot(1))).keyed(STORE);

    assertThatThrownBy(() -> second.value(new CellSpec.Value<>(NAME.id(), new StringCodec(2))))
        .isInstanceOf(IncompatibleStateException.class)
        .hasMessageContaining("cell 'name' of " + STORE.transform())
        .hasMessageContaining("string version 1")
        .hasMessageContaining("string version 2");
  }

  @Test
  void keepsTheKeyInUseWhenACellIsDeclaredLate() {
    fill(store, "old", 1);
    KeyedStore<String> second = restored(scope(0, 1), bytesOf(stores.snapshot(1))).keyed(STORE);
    second.useKey("in use");

    second.value(NAME);

    assertThat(second.key()).isEqualTo("in use");
    assertThat(second.value(NAME).read("w")).isNull();
  }

  private void change(ValueCell<AtomicLong> count, String key, Random random) {
    store.useKey(key);
    if (random.nextInt(4) == 0) {
      count.clear("w");
    } else if (count.isEmpty("w")) {
      count.write("w", new AtomicLong(1));
    } else {
      requireNonNull(count.update("w")).incrementAndGet();
    }
  }

  private static void write(KeyedStore<String> keyed, ValueCell<AtomicLong> count, int i) {
    keyed.useKey("key " + i);
    count.write("w", new AtomicLong(i));
  }

  /** Adds {@code text} under "key" in every kind of cell. */
  private static void fill(KeyedStore<String> keyed, String text, long number) {
    keyed.useKey("key");
    keyed.value(NAME).write("w", text);
    AtomicLong live = keyed.value(COUNT).update("w");
    if (live == null) {
      keyed.value(COUNT).write("w", new AtomicLong(number));
    } else {
      live.addAndGet(number);
    }
    keyed.bag(BAG).append("w", text);
    AtomicLong inMap = keyed.map(MAP).update("w", "x");
    if (inMap == null) {
      keyed.map(MAP).put("w", "x", new AtomicLong(number));
    } else {
      inMap.addAndGet(number);
    }
    keyed.orderedList(LIST).add("w", number, text);
  }

  private static String contentOf(KeyedStore<String> keyed) {
    keyed.useKey("key");
    List<Map.Entry<String, AtomicLong>> map = new ArrayList<>();
    keyed.map(MAP).entries("w").forEach(map::add);
    List<String> list = new ArrayList<>();
    for (Timestamped<String> value : keyed.orderedList(LIST).read("w")) {
      list.add(value.timestampMillis() + " " + value.value());
    }
    return "%s %s %s %s %s"
        .formatted(
            keyed.value(NAME).read("w"),
            keyed.value(COUNT).read("w"),
            keyed.bag(BAG).read("w"),
            map,
            list);
  }

  private static List<String> describe(MemorySections sections) {
    return sections.sections().stream()
        .map(section -> section.header() + HexFormat.of().formatHex(section.bytes().toByteArray()))
        .toList();
  }
}
