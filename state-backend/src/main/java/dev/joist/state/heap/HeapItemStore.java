// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.heap;

import dev.joist.state.CellId;
import dev.joist.state.CellKind;
import dev.joist.state.Codec;
import dev.joist.state.IncompatibleStateException;
import dev.joist.state.ItemId;
import dev.joist.state.ItemStore;
import dev.joist.state.SectionHeader;
import dev.joist.state.SnapshotSink;
import dev.joist.state.SnapshotSource.Section;
import dev.joist.state.StateScope;
import dev.joist.state.SubtaskScope;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps items in an immutable tree by the order of their arrival. */
final class HeapItemStore<T> implements ItemStore<T> {

  private final CellId id;
  private final Codec<T> codec;
  private final long origin;
  private final Map<ItemId, Long> arrivals = new HashMap<>();
  private LongTree<Item<T>> items = LongTree.of();
  private long nextArrival;
  private long nextSequence;

  HeapItemStore(CellId id, Codec<T> codec, SubtaskScope scope) {
    this.id = id;
    this.codec = codec;
    this.origin = ((long) scope.attempt() << 32) | scope.subtask();
  }

  @Override
  public ItemId add(T item) {
    return add(item, ItemId.NO_KEY_GROUP);
  }

  @Override
  public ItemId add(T item, int keyGroup) {
    ItemId itemId = new ItemId(origin, nextSequence++, keyGroup);
    put(itemId, item);
    return itemId;
  }

  @Override
  public void put(ItemId itemId, T item) {
    Long arrival = arrivals.get(itemId);
    if (arrival == null) {
      arrival = nextArrival++;
      arrivals.put(itemId, arrival);
    }
    items = items.with(arrival, new Item<>(itemId, item));
  }

  @Override
  public @Nullable T get(ItemId itemId) {
    Long arrival = arrivals.get(itemId);
    Item<T> item = arrival == null ? null : items.get(arrival);
    return item == null ? null : item.value();
  }

  @Override
  public boolean remove(ItemId itemId) {
    Long arrival = arrivals.remove(itemId);
    if (arrival == null) {
      return false;
    }
    items = items.without(arrival);
    return true;
  }

  @Override
  public Iterable<Item<T>> items() {
    return new Values<>(items.entries());
  }

  @Override
  public int size() {
    return arrivals.size();
  }

  FrozenState freeze() {
    Iterable<Item<T>> frozen = items();
    return sink -> write(frozen, sink);
  }

  void restore(List<Section> sections, SubtaskScope scope) {
    for (Section section : sections) {
      if (!section.header().equals(header())) {
        throw new IncompatibleStateException(
            "%s was written as %s, and the pipeline reads it as %s"
                .formatted(id, section.header(), header()));
      }
      try (InputStream in = section.open()) {
        for (ItemRow row : ItemRow.owned(in, scope)) {
          restore(row);
        }
      } catch (IOException e) {
        throw new IncompatibleStateException(
            "the items of %s cannot be read back".formatted(id), e);
      }
    }
  }

  private void restore(ItemRow row) throws IOException {
    if (arrivals.containsKey(row.id())) {
      throw new IncompatibleStateException(
          "the snapshot holds item %s of %s twice".formatted(row.id(), id));
    }
    put(row.id(), codec.decode(new ByteArrayInputStream(row.bytes())));
  }

  private void write(Iterable<Item<T>> frozen, SnapshotSink sink) throws IOException {
    Iterator<Item<T>> left = frozen.iterator();
    if (!left.hasNext()) {
      return;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(sink.begin(header()))) {
      while (left.hasNext()) {
        Item<T> item = left.next();
        bytes.reset();
        codec.encode(item.value(), bytes);
        new ItemRow(item.id(), bytes.toByteArray()).writeTo(out);
      }
    }
  }

  private SectionHeader header() {
    return new SectionHeader(
        StateScope.ITEM, id, CellKind.BAG, List.of(codec.id()), SectionHeader.NO_KEY_GROUP);
  }

  private record Values<T>(Iterable<LongTree.Entry<Item<T>>> entries) implements Iterable<Item<T>> {
    @Override
    public Iterator<Item<T>> iterator() {
      Iterator<LongTree.Entry<Item<T>>> left = entries.iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return left.hasNext();
        }

        @Override
        public Item<T> next() {
          return left.next().value();
        }
      };
    }
  }
}
