// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.heap;

import static dev.joist.state.heap.Fixture.bytesOf;
import static dev.joist.state.heap.Fixture.cell;
import static dev.joist.state.heap.Fixture.scope;
import static dev.joist.state.heap.Fixture.stores;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.joist.state.IncompatibleStateException;
import dev.joist.state.ItemId;
import dev.joist.state.ItemStore;
import dev.joist.state.KeyGroupRange;
import dev.joist.state.MemorySections;
import dev.joist.state.StateSnapshot;
import dev.joist.state.StringCodec;
import dev.joist.state.SubtaskScope;
import dev.joist.state.SubtaskStores;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeapItemStoreTest {

  private final SubtaskStores stores = stores();
  private final ItemStore<String> items = stores.items(cell("splits"), StringCodec.of());

  @Test
  void keepsItemsInTheOrderOfTheirAddition() {
    ItemId first = items.add("first");
    items.put(ItemId.given(7), "second");
    items.add("third");

    items.put(first, "first, replaced");

    assertThat(valuesOf(items)).containsExactly("first, replaced", "second", "third");
    assertThat(items.get(ItemId.given(7))).isEqualTo("second");
  }

  @Test
  void removesItems() {
    ItemId id = items.add("only");

    assertThat(items.remove(id)).isTrue();
    assertThat(items.remove(id)).isFalse();
    assertThat(items.get(id)).isNull();
    assertThat(items.size()).isZero();
  }

  @Test
  void showsTheOldItemsInASnapshot() {
    ItemId id = items.add("old");
    Iterable<ItemStore.Item<String>> read = items.items();
    StateSnapshot snapshot = stores.snapshot(1);

    items.put(id, "new");
    items.add("newer");

    assertThat(restored(scope(0, 1), bytesOf(snapshot))).containsExactly("old");
    assertThat(read).containsExactly(new ItemStore.Item<>(id, "old"));
  }

  @Test
  void dealsEachItemToOneSubtaskByItsId() {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      items.add("item " + i);
      expected.add("item " + i);
    }
    MemorySections snapshot = bytesOf(stores.snapshot(1));

    List<String> found = new ArrayList<>();
    for (int subtask = 0; subtask < 3; subtask++) {
      List<String> part = restored(scope(subtask, 3), snapshot);
      assertThat(part).hasSizeGreaterThan(40);
      found.addAll(part);
    }

    assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void carriesItsPartAlongWhenNobodyDeclaresTheStore() {
    for (int i = 0; i < 20; i++) {
      items.add("item " + i);
    }
    MemorySections snapshot = bytesOf(stores.snapshot(1));

    MemorySections first = bytesOf(Fixture.restored(scope(0, 2), snapshot).snapshot(2));
    MemorySections second = bytesOf(Fixture.restored(scope(1, 2), snapshot).snapshot(2));

    SubtaskStores whole = Fixture.restored(scope(0, 1), first, second);
    assertThat(valuesOf(whole.items(cell("splits"), StringCodec.of())))
        .hasSize(20)
        .doesNotHaveDuplicates();
  }

  @Test
  void dealsItemsThatNameAKeyGroupWithThatGroup() {
    for (int group = 0; group < Fixture.KEY_GROUPS; group++) {
      items.add("of group " + group, group);
    }
    MemorySections snapshot = bytesOf(stores.snapshot(1));

    for (int subtask = 0; subtask < 3; subtask++) {
      List<String> expected = new ArrayList<>();
      KeyGroupRange range = scope(subtask, 3).keyGroups();
      for (int group = range.first(); group <= range.last(); group++) {
        expected.add("of group " + group);
      }
      assertThat(restored(scope(subtask, 3), snapshot)).isEqualTo(expected);
    }
  }

  @Test
  void namesNewItemsApartFromRestoredOnes() {
    ItemId old = items.add("old");
    SubtaskStores next =
        new HeapStateBackend()
            .open(
                new SubtaskScope(0, 1, Fixture.KEY_GROUPS, 1),
                List.of(bytesOf(stores.snapshot(1))));
    ItemStore<String> nextItems = next.items(cell("splits"), StringCodec.of());

    ItemId added = nextItems.add("new");

    assertThat(added).isNotEqualTo(old);
    assertThat(valuesOf(nextItems)).containsExactly("old", "new");
  }

  @Test
  void refusesASnapshotThatHoldsAnItemTwice() {
    items.add("item");
    MemorySections snapshot = bytesOf(stores.snapshot(1));
    SubtaskStores twice = Fixture.restored(scope(0, 1), snapshot, snapshot);

    assertThatThrownBy(() -> twice.items(cell("splits"), StringCodec.of()))
        .isInstanceOf(IncompatibleStateException.class)
        .hasMessageContaining("twice");
  }

  private static List<String> restored(SubtaskScope scope, MemorySections snapshot) {
    return valuesOf(Fixture.restored(scope, snapshot).items(cell("splits"), StringCodec.of()));
  }

  private static List<String> valuesOf(ItemStore<String> store) {
    List<String> values = new ArrayList<>();
    store.items().forEach(item -> values.add(item.value()));
    return values;
  }
}
