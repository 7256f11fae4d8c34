// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.heap;

import dev.joist.state.CellSpec;
import dev.joist.state.ChunkedList;
import dev.joist.state.Codec;
import dev.joist.state.OrderedListCell;
import dev.joist.state.Timestamped;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps an immutable tree from timestamps to the values of each. */
final class HeapOrderedListCell<T extends @Nullable Object>
    extends HeapCell<LongTree<ChunkedList<T>>> implements OrderedListCell<T> {

  private final Codec<T> codec;

  HeapOrderedListCell(HeapKeyedStore<?> store, int index, CellSpec.OrderedList<T> spec) {
    super(store, index, spec);
    this.codec = spec.codec();
  }

  @Override
  public void add(Object namespace, long timestampMillis, T value) {
    LongTree<ChunkedList<T>> tree = content(namespace);
    put(namespace, with(tree == null ? LongTree.of() : tree, timestampMillis, value));
  }

  @Override
  public Iterable<Timestamped<T>> read(Object namespace) {
    LongTree<ChunkedList<T>> tree = content(namespace);
    return tree == null ? List.of() : new TimestampedValues<>(tree.entries());
  }

  @Override
  public Iterable<Timestamped<T>> readRange(Object namespace, long fromMillis, long toMillis) {
    LongTree<ChunkedList<T>> tree = content(namespace);
    return tree == null ? List.of() : new TimestampedValues<>(tree.entries(fromMillis, toMillis));
  }

  @Override
  public void clearRange(Object namespace, long fromMillis, long toMillis) {
    LongTree<ChunkedList<T>> tree = content(namespace);
    if (tree == null) {
      return;
    }
    LongTree<ChunkedList<T>> left = tree.withoutRange(fromMillis, toMillis);
    if (left.isEmpty()) {
      clear(namespace);
    } else {
      put(namespace, left);
    }
  }

  @Override
  void encode(LongTree<ChunkedList<T>> content, OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    for (LongTree.Entry<ChunkedList<T>> entry : content.entries()) {
      data.writeInt(entry.value().size());
      data.writeLong(entry.key());
      for (T value : entry.value()) {
        codec.encode(value, out);
      }
    }
    data.writeInt(0);
  }

  @Override
  LongTree<ChunkedList<T>> decode(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    LongTree<ChunkedList<T>> tree = LongTree.of();
    for (int count = data.readInt(); count > 0; count = data.readInt()) {
      long timestampMillis = data.readLong();
      for (int left = count; left > 0; left--) {
        tree = with(tree, timestampMillis, codec.decode(in));
      }
    }
    return tree;
  }

  private static <T extends @Nullable Object> LongTree<ChunkedList<T>> with(
      LongTree<ChunkedList<T>> tree, long timestampMillis, T value) {
    ChunkedList<T> before = tree.get(timestampMillis);
    return tree.with(timestampMillis, (before == null ? ChunkedList.<T>of() : before).plus(value));
  }
}
