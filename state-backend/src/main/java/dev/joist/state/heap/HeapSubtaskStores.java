// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.heap;

import dev.joist.state.CellId;
import dev.joist.state.Codec;
import dev.joist.state.ItemStore;
import dev.joist.state.KeyedStore;
import dev.joist.state.KeyedStoreSpec;
import dev.joist.state.StageCell;
import dev.joist.state.StateSnapshot;
import dev.joist.state.SubtaskScope;
import dev.joist.state.SubtaskStores;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The stores of one subtask, which share the count of versions. */
final class HeapSubtaskStores implements SubtaskStores {

  private final SubtaskScope scope;
  private final RestoredSections restored;
  private final Versions versions = new Versions();

  /** What freezes each store, in the order of the stores' names. */
  private final Map<String, Supplier<FrozenState>> freezers = new TreeMap<>();

  HeapSubtaskStores(SubtaskScope scope, RestoredSections restored) {
    this.scope = scope;
    this.restored = restored;
  }

  @Override
  public <K extends @Nullable Object> KeyedStore<K> keyed(KeyedStoreSpec<K> spec) {
    HeapKeyedStore<K> store = new HeapKeyedStore<>(spec, scope, versions, restored);
    register("the keyed state of " + spec.transform(), store::freeze);
    return store;
  }

  @Override
  public <T> ItemStore<T> items(CellId id, Codec<T> codec) {
    HeapItemStore<T> store = new HeapItemStore<>(id, codec, scope);
    register("item " + id, store::freeze);
    store.restore(restored.take(id), scope);
    return store;
  }

  @Override
  public <T> StageCell<T> stage(CellId id, Codec<T> codec) {
    return register(id, new HeapStageCell<>(id, codec, scope.subtask(), null, versions));
  }

  @Override
  public <T> StageCell<T> stage(CellId id, Codec<T> codec, BinaryOperator<T> merge) {
    return register(id, new HeapStageCell<>(id, codec, scope.subtask(), merge, versions));
  }

  private <T> StageCell<T> register(CellId id, HeapStageCell<T> cell) {
    register("stage " + id, cell::freeze);
    cell.restore(restored.take(id));
    return cell;
  }

  @Override
  public StateSnapshot snapshot(long snapshotId) {
    List<FrozenState> parts = new ArrayList<>();
    freezers.values().forEach(freezer -> parts.add(freezer.get()));
    parts.add(restored.freeze());
    HeapSnapshot snapshot = new HeapSnapshot(snapshotId, versions.current(), parts);
    versions.seenBy(snapshot);
    return snapshot;
  }

  @Override
  public void close() {
    freezers.clear();
  }

  private void register(String name, Supplier<FrozenState> freezer) {
    if (freezers.putIfAbsent(name, freezer) != null) {
      throw new IllegalStateException(
          "%s was opened twice in subtask %d".formatted(name, scope.subtask()));
    }
  }
}
