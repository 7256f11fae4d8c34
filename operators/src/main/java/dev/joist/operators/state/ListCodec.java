// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.state;

import dev.joist.state.ChunkedList;
import dev.joist.state.Codec;
import dev.joist.state.CodecId;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Lists that only grow; their elements are never changed. */
record ListCodec<T extends @Nullable Object>(Codec<T> elements) implements Codec<ChunkedList<T>> {

  @Override
  public CodecId id() {
    return new CodecId("joist:list(" + elements.id().name() + ")", elements.id().version());
  }

  @Override
  public void encode(ChunkedList<T> list, OutputStream out) throws IOException {
    new DataOutputStream(out).writeInt(list.size());
    for (T element : list) {
      elements.encode(element, out);
    }
  }

  @Override
  public ChunkedList<T> decode(InputStream in) throws IOException {
    ChunkedList<T> list = ChunkedList.of();
    for (int left = new DataInputStream(in).readInt(); left > 0; left--) {
      list = list.plus(elements.decode(in));
    }
    return list;
  }

  @Override
  public boolean isImmutable() {
    return true;
  }

  @Override
  public ChunkedList<T> copy(ChunkedList<T> list) {
    return list;
  }

  @Override
  public Object identity(ChunkedList<T> list) {
    return list.stream().map(elements::identity).toList();
  }
}
