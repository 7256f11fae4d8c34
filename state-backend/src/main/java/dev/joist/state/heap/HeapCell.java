// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.heap;

import dev.joist.state.CellSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A cell of a keyed store: its index in each slot, and how its content of type {@code C} is
 * written.
 *
 * <p><b>Threading:</b> as the store, except {@link #encode}, which the writer of a snapshot calls.
 */
abstract class HeapCell<C> {

  private final HeapKeyedStore<?> store;
  private final int index;
  private final CellSpec spec;

  HeapCell(HeapKeyedStore<?> store, int index, CellSpec spec) {
    this.store = store;
    this.index = index;
    this.spec = spec;
  }

  /** Writes a content. */
  abstract void encode(C content, OutputStream out) throws IOException;

  /** Reads what {@link #encode} wrote. */
  abstract C decode(InputStream in) throws IOException;

  final CellSpec spec() {
    return spec;
  }

  final int index() {
    return index;
  }

  final HeapKeyedStore<?> store() {
    return store;
  }

  public final boolean isEmpty(Object namespace) {
    Slot slot = store.find(namespace);
    return slot == null || slot.content(index) == null;
  }

  public final void clear(Object namespace) {
    store.remove(namespace, index);
  }

  /** The content for the current key, to look at; null if there is none. */
  final @Nullable C content(Object namespace) {
    Slot slot = store.find(namespace);
    return slot == null ? null : contentOf(slot);
  }

  @SuppressWarnings("unchecked") // only contents of type C are put in at this index
  final @Nullable C contentOf(Slot slot) {
    return (C) slot.content(index);
  }

  /** Puts a content in that nobody else refers to, or that is immutable. */
  final void put(Object namespace, C content) {
    store.writable(namespace).put(index, content);
  }
}
