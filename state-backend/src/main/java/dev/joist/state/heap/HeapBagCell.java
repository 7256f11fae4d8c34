// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.heap;

import dev.joist.state.BagCell;
import dev.joist.state.CellSpec;
import dev.joist.state.ChunkedList;
import dev.joist.state.Codec;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Keeps an immutable list; appending makes a longer one that shares all chunks with it. */
final class HeapBagCell<T extends @Nullable Object> extends HeapCell<ChunkedList<T>>
    implements BagCell<T> {

  private final Codec<T> codec;

  HeapBagCell(HeapKeyedStore<?> store, int index, CellSpec.Bag<T> spec) {
    super(store, index, spec);
    this.codec = spec.codec();
  }

  @Override
  public void append(Object namespace, T value) {
    ChunkedList<T> before = content(namespace);
    put(namespace, (before == null ? ChunkedList.<T>of() : before).plus(value));
  }

  @Override
  public Iterable<T> read(Object namespace) {
    ChunkedList<T> content = content(namespace);
    return content == null ? ChunkedList.of() : content;
  }

  @Override
  void encode(ChunkedList<T> content, OutputStream out) throws IOException {
    new DataOutputStream(out).writeInt(content.size());
    for (T value : content) {
      codec.encode(value, out);
    }
  }

  @Override
  ChunkedList<T> decode(InputStream in) throws IOException {
    ChunkedList<T> content = ChunkedList.of();
    for (int left = new DataInputStream(in).readInt(); left > 0; left--) {
      content = content.plus(codec.decode(in));
    }
    return content;
  }
}
