// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.heap;

import dev.joist.state.CellId;
import dev.joist.state.CellSpec;
import dev.joist.state.CounterCodec;
import dev.joist.state.KeyedStore;
import dev.joist.state.KeyedStoreSpec;
import dev.joist.state.MemorySections;
import dev.joist.state.SnapshotSource;
import dev.joist.state.StateSnapshot;
import dev.joist.state.StringCodec;
import dev.joist.state.SubtaskScope;
import dev.joist.state.SubtaskStores;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** What the tests of this package declare. */
final class Fixture {

  static final int KEY_GROUPS = 16;
  static final String TRANSFORM = "Read/Count";

  static final KeyedStoreSpec<String> STORE =
      new KeyedStoreSpec<>(TRANSFORM, StringCodec.of(), StringCodec.of());
  static final CellSpec.Value<String> NAME = new CellSpec.Value<>(cell("name"), StringCodec.of());
  static final CellSpec.Value<AtomicLong> COUNT =
      new CellSpec.Value<>(cell("count"), CounterCodec.INSTANCE);
  static final CellSpec.Bag<String> BAG = new CellSpec.Bag<>(cell("bag"), StringCodec.of());
  static final CellSpec.Mapping<String, AtomicLong> MAP =
      new CellSpec.Mapping<>(cell("map"), StringCodec.of(), CounterCodec.INSTANCE);
  static final CellSpec.OrderedList<String> LIST =
      new CellSpec.OrderedList<>(cell("list"), StringCodec.of());

  private Fixture() {}

  static CellId cell(String name) {
    return new CellId(TRANSFORM, name);
  }

  static SubtaskScope scope(int subtask, int parallelism) {
    return new SubtaskScope(subtask, parallelism, KEY_GROUPS, 0);
  }

  static SubtaskStores stores() {
    return new HeapStateBackend().open(scope(0, 1));
  }

  static SubtaskStores restored(SubtaskScope scope, SnapshotSource... sources) {
    return new HeapStateBackend().open(scope, List.of(sources));
  }

  static MemorySections bytesOf(StateSnapshot snapshot) {
    MemorySections sections = new MemorySections();
    try {
      snapshot.writeTo(sections);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return sections;
  }

  /** The counts that a snapshot holds, by key. */
  static Map<String, Long> countsIn(MemorySections sections) {
    KeyedStore<String> store = restored(scope(0, 1), sections).keyed(STORE);
    return countsIn(store);
  }

  static Map<String, Long> countsIn(KeyedStore<String> store) {
    TreeMap<String, Long> counts = new TreeMap<>();
    store.value(COUNT).forEach((key, namespace, count) -> counts.put((String) key, count.get()));
    return counts;
  }
}
