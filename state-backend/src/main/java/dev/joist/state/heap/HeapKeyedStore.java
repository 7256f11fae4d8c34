// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.heap;

import dev.joist.state.BagCell;
import dev.joist.state.CellId;
import dev.joist.state.CellSpec;
import dev.joist.state.KeyGroup;
import dev.joist.state.KeyGroupRange;
import dev.joist.state.KeyedStore;
import dev.joist.state.KeyedStoreSpec;
import dev.joist.state.MapCell;
import dev.joist.state.OrderedListCell;
import dev.joist.state.SectionHeader;
import dev.joist.state.SnapshotSource;
import dev.joist.state.SubtaskScope;
import dev.joist.state.TimerCell;
import dev.joist.state.ValueCell;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Keyed state in one hash table of slots, found by key and namespace.
 *
 * <p>The slot that was found last is kept until another key or namespace is asked for, so that an
 * element that touches several cells of one window pays for one look-up.
 */
final class HeapKeyedStore<K extends @Nullable Object> implements KeyedStore<K> {

  private static final Object NO_NAMESPACE = new Object();

  private final KeyedStoreSpec<K> spec;
  private final KeyedRows<K> rows;
  private final KeyGroupRange range;
  private final int maxParallelism;
  private final Versions versions;
  private final RestoredSections restored;
  private final SlotTable table;
  private final Map<CellId, HeapCell<?>> cells = new LinkedHashMap<>();
  private final Map<CellId, HeapTimerCell<K>> timerCells = new LinkedHashMap<>();

  private @Nullable K key;
  private @Nullable Object identity;
  private int identityHash;
  private Object foundNamespace = NO_NAMESPACE;
  private @Nullable Slot found;

  HeapKeyedStore(
      KeyedStoreSpec<K> spec, SubtaskScope scope, Versions versions, RestoredSections restored) {
    this.spec = spec;
    this.rows = new KeyedRows<>(spec);
    this.range = scope.keyGroups();
    this.maxParallelism = scope.maxParallelism();
    this.versions = versions;
    this.restored = restored;
    this.table = new SlotTable(versions);
  }

  @Override
  public void useKey(K newKey) {
    if (newKey == key && identity != null) {
      return;
    }
    Object newIdentity = spec.keyCodec().identity(newKey);
    key = newKey;
    identity = newIdentity;
    identityHash = newIdentity.hashCode();
    foundNamespace = NO_NAMESPACE;
    found = null;
  }

  @Override
  @SuppressWarnings("NullAway") // null only where K allows it: identity() has seen to a key
  public K key() {
    identity();
    return key;
  }

  @Override
  public <T extends @Nullable Object> ValueCell<T> value(CellSpec.Value<T> cellSpec) {
    return declare(cellSpec, index -> new HeapValueCell<>(this, index, cellSpec));
  }

  @Override
  public <T extends @Nullable Object> BagCell<T> bag(CellSpec.Bag<T> cellSpec) {
    return declare(cellSpec, index -> new HeapBagCell<>(this, index, cellSpec));
  }

  @Override
  public <A extends @Nullable Object, B extends @Nullable Object> MapCell<A, B> map(
      CellSpec.Mapping<A, B> cellSpec) {
    return declare(cellSpec, index -> new HeapMapCell<>(this, index, cellSpec));
  }

  @Override
  public <T extends @Nullable Object> OrderedListCell<T> orderedList(
      CellSpec.OrderedList<T> cellSpec) {
    return declare(cellSpec, index -> new HeapOrderedListCell<>(this, index, cellSpec));
  }

  @Override
  public TimerCell<K> timers(CellSpec.Timers cellSpec) {
    checkTransform(cellSpec);
    HeapTimerCell<K> known = timerCells.get(cellSpec.id());
    if (known != null) {
      return known;
    }
    HeapCell<?> other = cells.get(cellSpec.id());
    if (other != null) {
      checkKind(other.spec(), cellSpec);
    }
    HeapTimerCell<K> cell =
        new HeapTimerCell<>(this, cellSpec, new TimerRows<>(spec, rows, maxParallelism), versions);
    timerCells.put(cellSpec.id(), cell);
    cell.restore(restored.take(cellSpec.id()));
    return cell;
  }

  @Override
  public void forEachKey(Object namespace, Consumer<K> visitor) {
    List<Slot> matches = new ArrayList<>();
    table.forEach(
        slot -> {
          if (slot.namespace.equals(namespace)) {
            matches.add(slot);
          }
        });
    for (Slot slot : matches) {
      K slotKey = keyOf(slot);
      useKey(slotKey);
      visitor.accept(slotKey);
    }
  }

  @Override
  public List<SectionHeader> undeclared() {
    return restored.keyedHeadersOf(spec.transform());
  }

  @Override
  public long size() {
    return table.size();
  }

  /** The slot of the current key in {@code namespace}, to look at; null if there is none. */
  @Nullable Slot find(Object namespace) {
    if (namespace == foundNamespace) {
      return found;
    }
    found = table.find(hash(namespace), identity(), namespace);
    foundNamespace = namespace;
    return found;
  }

  /** The slot of the current key in {@code namespace}, to change; made if there is none. */
  Slot writable(Object namespace) {
    Slot slot = find(namespace);
    if (slot == null) {
      slot = newSlot(namespace);
      table.insert(slot);
      found = slot;
      return slot;
    }
    return own(slot);
  }

  /** The slot that was found, to change: a new version if a snapshot has this one. */
  private Slot own(Slot slot) {
    if (!versions.isSeen(slot.version)) {
      return slot;
    }
    Slot newer = slot.inVersion(versions.current());
    table.replace(slot, newer);
    found = newer;
    return newer;
  }

  /** Takes the content of a cell out, and the slot with it if it was the last. */
  void remove(Object namespace, int cell) {
    Slot slot = find(namespace);
    if (slot == null || slot.content(cell) == null) {
      return;
    }
    slot = own(slot);
    slot.remove(cell);
    if (slot.isEmpty()) {
      table.remove(slot);
      found = null;
    }
  }

  /** Shows each slot with a content of {@code cell}. */
  void forEachSlot(int cell, Consumer<Slot> visitor) {
    table.forEach(
        slot -> {
          if (slot.content(cell) != null) {
            visitor.accept(slot);
          }
        });
  }

  /** What a snapshot writes of this store. */
  FrozenState freeze() {
    List<FrozenState> parts = new ArrayList<>();
    parts.add(new FrozenKeyedState<>(rows, List.copyOf(cells.values()), table.freeze()));
    timerCells.values().stream()
        .sorted(Comparator.comparing(cell -> cell.spec().id().cell()))
        .forEach(cell -> parts.add(cell.freeze()));
    return sink -> {
      for (FrozenState part : parts) {
        part.writeTo(sink);
      }
    };
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // only keys of type K are put in
  K keyOf(Slot slot) {
    return (K) slot.key;
  }

  private <C extends HeapCell<?>> C declare(CellSpec cellSpec, IntFunction<C> maker) {
    checkTransform(cellSpec);
    HeapCell<?> known = cells.get(cellSpec.id());
    if (known != null) {
      checkKind(known.spec(), cellSpec);
      @SuppressWarnings("unchecked") // the kind tells the class, and the id the types
      C cell = (C) known;
      return cell;
    }
    HeapTimerCell<K> timers = timerCells.get(cellSpec.id());
    if (timers != null) {
      checkKind(timers.spec(), cellSpec);
    }
    C cell = maker.apply(cells.size());
    cells.put(cellSpec.id(), cell);
    restore(cell);
    return cell;
  }

  /** Reads what a snapshot held of {@code cell}; the key in use stays. */
  private void restore(HeapCell<?> cell) {
    List<SnapshotSource.Section> sections = restored.take(cell.spec().id());
    if (sections.isEmpty()) {
      return;
    }
    K keyBefore = key;
    boolean hadKey = identity != null;
    for (SnapshotSource.Section section : sections) {
      rows.read(this, cell, section);
    }
    forgetKey();
    if (hadKey) {
      useAgain(keyBefore);
    }
  }

  private void checkTransform(CellSpec cellSpec) {
    if (!cellSpec.id().transform().equals(spec.transform())) {
      throw new IllegalArgumentException(
          "%s cannot be in the store of %s".formatted(cellSpec.id(), spec.transform()));
    }
  }

  private static void checkKind(CellSpec known, CellSpec cellSpec) {
    if (known.kind() != cellSpec.kind()) {
      throw new IllegalArgumentException(
          "%s is a %s already and cannot be a %s"
              .formatted(cellSpec.id(), known.kind(), cellSpec.kind()));
    }
  }

  private void forgetKey() {
    key = null;
    identity = null;
    foundNamespace = NO_NAMESPACE;
    found = null;
  }

  @SuppressWarnings("NullAway") // null only where K allows it: the key was in use before
  private void useAgain(@Nullable K keyBefore) {
    useKey(keyBefore);
  }

  private Slot newSlot(Object namespace) {
    int group = KeyGroup.of(spec.keyCodec(), key(), maxParallelism);
    if (!range.contains(group)) {
      throw new IllegalStateException(
          "key %s of %s is in key group %d, and this subtask owns %s"
              .formatted(key, spec.transform(), group, range));
    }
    SlotKey slotKey = new SlotKey(key, identity(), namespace, hash(namespace));
    return new Slot(slotKey, group, versions.current(), cells.size());
  }

  private int hash(Object namespace) {
    return Hashed.spread(identityHash * 31 + namespace.hashCode());
  }

  /** The identity of the key that the store points at. */
  Object identity() {
    if (identity == null) {
      throw new IllegalStateException(
          "the state of %s was asked for before any key was set".formatted(spec.transform()));
    }
    return identity;
  }
}
