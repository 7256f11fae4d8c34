// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.heap;

import dev.joist.state.CellSpec;
import dev.joist.state.Codec;
import dev.joist.state.ValueCell;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Keeps the live value; null is kept as an object that stands for it. */
final class HeapValueCell<T extends @Nullable Object> extends HeapCell<Object>
    implements ValueCell<T> {

  private static final Object NULL = new Object();

  private final Codec<T> codec;
  private final boolean immutable;

  HeapValueCell(HeapKeyedStore<?> store, int index, CellSpec.Value<T> spec) {
    super(store, index, spec);
    this.codec = spec.codec();
    this.immutable = codec.isImmutable();
  }

  @Override
  public @Nullable T read(Object namespace) {
    Object content = content(namespace);
    return content == null ? null : value(content);
  }

  @Override
  public @Nullable T update(Object namespace) {
    Object content = content(namespace);
    if (content == null || immutable) {
      return content == null ? null : value(content);
    }
    Slot slot = store().writable(namespace);
    if (!slot.isShared(index())) {
      return value(content);
    }
    T copy = codec.copy(value(content));
    slot.put(index(), boxed(copy));
    return copy;
  }

  @Override
  public void write(Object namespace, T value) {
    put(namespace, boxed(value));
  }

  @Override
  public void forEach(Visitor<T> visitor) {
    store()
        .forEachSlot(
            index(),
            slot -> {
              Object content = contentOf(slot);
              if (content != null) {
                visitor.visit(slot.key, slot.namespace, value(content));
              }
            });
  }

  @Override
  void encode(Object content, OutputStream out) throws IOException {
    codec.encode(value(content), out);
  }

  @Override
  Object decode(InputStream in) throws IOException {
    return boxed(codec.decode(in));
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // NULL is put in only where T allows null
  private T value(Object content) {
    return content == NULL ? null : (T) content;
  }

  private static Object boxed(@Nullable Object value) {
    return value == null ? NULL : value;
  }
}
