// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.heap;

import static dev.joist.state.heap.Fixture.BAG;
import static dev.joist.state.heap.Fixture.COUNT;
import static dev.joist.state.heap.Fixture.LIST;
import static dev.joist.state.heap.Fixture.MAP;
import static dev.joist.state.heap.Fixture.NAME;
import static dev.joist.state.heap.Fixture.STORE;
import static dev.joist.state.heap.Fixture.scope;
import static dev.joist.state.heap.Fixture.stores;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.joist.state.BagCell;
import dev.joist.state.CellId;
import dev.joist.state.CellSpec;
import dev.joist.state.KeyGroup;
import dev.joist.state.KeyedStore;
import dev.joist.state.MapCell;
import dev.joist.state.OrderedListCell;
import dev.joist.state.StringCodec;
import dev.joist.state.Timestamped;
import dev.joist.state.ValueCell;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HeapKeyedStoreTest {

  private final KeyedStore<String> store = stores().keyed(STORE);
  private final ValueCell<String> name = store.value(NAME);
  private final ValueCell<AtomicLong> count = store.value(COUNT);
  private final BagCell<String> bag = store.bag(BAG);
  private final MapCell<String, AtomicLong> map = store.map(MAP);
  private final OrderedListCell<String> list = store.orderedList(LIST);

  @Test
  void keepsKeysNamespacesAndCellsApart() {
    store.useKey("a");
    name.write("w1", "a in w1");
    name.write("w2", "a in w2");
    bag.append("w1", "bag of a");
    store.useKey("b");
    name.write("w1", "b in w1");

    assertThat(name.read("w1")).isEqualTo("b in w1");
    assertThat(name.read("w2")).isNull();
    assertThat(bag.read("w1")).isEmpty();
    store.useKey("a");
    assertThat(name.read("w1")).isEqualTo("a in w1");
    assertThat(name.read("w2")).isEqualTo("a in w2");
    assertThat(bag.read("w1")).containsExactly("bag of a");
  }

  @Test
  void findsANamespaceByEqualityAlso() {
    store.useKey("a");
    name.write(new String("w"), "here");

    assertThat(name.read(new String("w"))).isEqualTo("here");
  }

  @Test
  void isEmptyWhenAllCellsWereCleared() {
    for (int key = 0; key < 10_000; key++) {
      fill("key " + key);
    }
    assertThat(store.size()).isEqualTo(20_000);

    for (int key = 0; key < 10_000; key++) {
      store.useKey("key " + key);
      for (String namespace : List.of("w1", "w2")) {
        name.clear(namespace);
        count.clear(namespace);
        bag.clear(namespace);
        map.remove(namespace, "one");
        list.clearRange(namespace, 0, 10);
      }
    }

    assertThat(store.size()).isZero();
  }

  @Test
  void doesNotGrowByReading() {
    store.useKey("a");

    assertThat(name.read("w")).isNull();
    assertThat(count.update("w")).isNull();
    assertThat(bag.read("w")).isEmpty();
    assertThat(map.update("w", "x")).isNull();
    assertThat(map.entries("w")).isEmpty();
    assertThat(list.read("w")).isEmpty();
    list.clearRange("w", 0, 10);
    map.remove("w", "x");

    assertThat(store.size()).isZero();
  }

  @Test
  void canBeWrittenAgainAfterItWasCleared() {
    store.useKey("a");
    name.write("w", "before");
    name.clear("w");
    assertThat(name.isEmpty("w")).isTrue();

    name.write("w", "after");

    assertThat(name.read("w")).isEqualTo("after");
    assertThat(store.size()).isEqualTo(1);
  }

  @Test
  void changesAValueInPlace() {
    store.useKey("a");
    AtomicLong written = new AtomicLong(1);
    count.write("w", written);

    AtomicLong live = count.update("w");
    assertThat(live).isSameAs(written);
    written.set(5);

    assertThat(count.read("w")).hasValue(5);
  }

  @Test
  void handsOutABagThatDoesNotChange() {
    store.useKey("a");
    bag.append("w", "1");
    Iterable<String> before = bag.read("w");

    bag.append("w", "2");
    Iterable<String> between = bag.read("w");
    bag.clear("w");
    bag.append("w", "3");

    assertThat(before).containsExactly("1");
    assertThat(between).containsExactly("1", "2");
    assertThat(bag.read("w")).containsExactly("3");
  }

  @Test
  void handsOutAMapThatDoesNotChange() {
    store.useKey("a");
    map.put("w", "x", new AtomicLong(1));
    Iterable<Map.Entry<String, AtomicLong>> before = map.entries("w");

    AtomicLong live = map.update("w", "x");
    assertThat(live).isNotNull();
    live.set(2);
    map.put("w", "y", new AtomicLong(3));

    assertThat(before).singleElement().satisfies(entry -> assertThat(entry.getValue()).hasValue(1));
    assertThat(map.get("w", "x")).hasValue(2);
    assertThat(map.containsKey("w", "y")).isTrue();
  }

  @Test
  void readsAndClearsRangesOfAnOrderedList() {
    store.useKey("a");
    list.add("w", 20, "20");
    list.add("w", 10, "10 first");
    list.add("w", 30, "30");
    list.add("w", 10, "10 second");
    Iterable<Timestamped<String>> all = list.read("w");

    assertThat(list.readRange("w", 10, 30))
        .containsExactly(
            new Timestamped<>(10, "10 first"),
            new Timestamped<>(10, "10 second"),
            new Timestamped<>(20, "20"));
    list.clearRange("w", 10, 30);

    assertThat(list.read("w")).containsExactly(new Timestamped<>(30, "30"));
    assertThat(all).hasSize(4);
  }

  @Test
  void visitsEachKeyOfANamespaceWhileTheVisitorClears() {
    for (int key = 0; key < 100; key++) {
      fill("key " + key);
    }
    TreeSet<String> visited = new TreeSet<>();

    store.forEachKey(
        "w1",
        key -> {
          visited.add(key);
          List.of(name, count).forEach(cell -> cell.clear("w1"));
          bag.clear("w1");
          map.clear("w1");
          list.clear("w1");
        });

    assertThat(visited).hasSize(100);
    assertThat(store.size()).isEqualTo(100);
  }

  @Test
  void behavesAsAMapFromKeyAndNamespace() {
    Random random = new Random(4);
    Map<List<String>, String> expected = new HashMap<>();
    for (int step = 0; step < 50_000; step++) {
      String key = "k" + random.nextInt(500);
      String namespace = "w" + random.nextInt(4);
      store.useKey(key);
      if (random.nextBoolean()) {
        name.write(namespace, "step " + step);
        expected.put(List.of(key, namespace), "step " + step);
      } else {
        name.clear(namespace);
        expected.remove(List.of(key, namespace));
      }
    }

    Map<List<String>, String> content = new HashMap<>();
    name.forEach(
        (key, namespace, value) -> content.put(List.of((String) key, (String) namespace), value));
    assertThat(content).isEqualTo(expected);
    assertThat(store.size()).isEqualTo(expected.size());
  }

  @Test
  void refusesAKeyOfAnotherSubtask() {
    KeyedStore<String> first = new HeapStateBackend().open(scope(0, 2)).keyed(STORE);
    ValueCell<String> cell = first.value(NAME);
    String foreign =
        List.of("a", "b", "c", "d", "e", "f", "g", "h").stream()
            .filter(key -> KeyGroup.of(StringCodec.of(), key, Fixture.KEY_GROUPS) >= 8)
            .findFirst()
            .orElseThrow();
    first.useKey(foreign);

    assertThatThrownBy(() -> cell.write("w", "value"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("key " + foreign)
        .hasMessageContaining("this subtask owns [0, 7]");
  }

  @Test
  void refusesTheSameCellAsAnotherKind() {
    assertThatThrownBy(() -> store.bag(new CellSpec.Bag<>(NAME.id(), StringCodec.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is a VALUE already and cannot be a BAG");
  }

  @Test
  void refusesACellOfAnotherTransform() {
    CellSpec.Bag<String> foreign =
        new CellSpec.Bag<>(new CellId("Other", "cell"), StringCodec.of());

    assertThatThrownBy(() -> store.bag(foreign))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "cell 'cell' of Other cannot be in the store of " + STORE.transform());
  }

  @Test
  void refusesToBeReadBeforeAnyKeyIsSet() {
    assertThatThrownBy(() -> name.read("w"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(STORE.transform());
  }

  @Test
  void holdsManyCells() {
    List<ValueCell<AtomicLong>> cells = new ArrayList<>();
    store.useKey("a");
    for (int i = 0; i < 100; i++) {
      ValueCell<AtomicLong> cell =
          store.value(new CellSpec.Value<>(Fixture.cell("cell " + i), COUNT.codec()));
      cell.write("w", new AtomicLong(i));
      cells.add(cell);
    }

    for (int i = 0; i < 100; i++) {
      assertThat(cells.get(i).read("w")).hasValue(i);
    }
    assertThat(store.size()).isEqualTo(1);
  }

  private void fill(String key) {
    store.useKey(key);
    for (String namespace : List.of("w1", "w2")) {
      name.write(namespace, key);
      count.write(namespace, new AtomicLong(1));
      bag.append(namespace, "x");
      map.put(namespace, "one", new AtomicLong(1));
      list.add(namespace, 5, "y");
    }
  }
}
