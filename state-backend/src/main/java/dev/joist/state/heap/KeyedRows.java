// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.heap;

import dev.joist.state.CellSpec;
import dev.joist.state.Codec;
import dev.joist.state.CodecId;
import dev.joist.state.IncompatibleStateException;
import dev.joist.state.KeyedStoreSpec;
import dev.joist.state.SectionHeader;
import dev.joist.state.SnapshotSource.Section;
import dev.joist.state.StateScope;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The layout of a keyed section: a count, and as many rows of key, namespace and content, sorted by
 * their bytes.
 */
final class KeyedRows<K extends @Nullable Object> {

  private final KeyedStoreSpec<K> spec;
  private final Codec<Object> namespaceCodec;

  @SuppressWarnings("unchecked") // a store is asked only for namespaces that its codec can write
  KeyedRows(KeyedStoreSpec<K> spec) {
    this.spec = spec;
    this.namespaceCodec = (Codec<Object>) spec.namespaceCodec();
  }

  SectionHeader header(CellSpec cell, int keyGroup) {
    List<CodecId> codecs = new ArrayList<>();
    codecs.add(spec.keyCodec().id());
    codecs.add(namespaceCodec.id());
    cell.codecs().forEach(codec -> codecs.add(codec.id()));
    return new SectionHeader(StateScope.KEYED, cell.id(), cell.kind(), codecs, keyGroup);
  }

  /** Writes the contents that {@code slots} have of {@code cell}. */
  <C> void write(HeapCell<C> cell, List<Slot> slots, OutputStream out) throws IOException {
    List<byte[]> rows =
        new SortedRows().addAll(slots, (slot, row) -> writeRow(cell, slot, row)).rows();
    new DataOutputStream(out).writeInt(rows.size());
    for (byte[] row : rows) {
      out.write(row);
    }
  }

  /** Puts the rows of a section into {@code store}; moves the store's key. */
  <C> void read(HeapKeyedStore<K> store, HeapCell<C> cell, Section section) {
    checkHeader(cell.spec(), section.header());
    try (DataInputStream in = new DataInputStream(new BufferedInputStream(section.open()))) {
      for (int left = in.readInt(); left > 0; left--) {
        store.useKey(spec.keyCodec().decode(in));
        Object namespace = namespaceCodec.decode(in);
        cell.put(namespace, cell.decode(in));
      }
    } catch (IOException e) {
      throw new IncompatibleStateException(
          "key group %d of %s cannot be read back"
              .formatted(section.header().keyGroup(), cell.spec().id()),
          e);
    }
  }

  /** Fails unless a section with this header can be read as what {@code spec} declares. */
  void checkHeader(CellSpec spec, SectionHeader actual) {
    SectionHeader expected = header(spec, actual.keyGroup());
    if (!actual.equals(expected)) {
      throw new IncompatibleStateException(
          "%s was written as %s by %s, and the pipeline reads it as %s by %s; restore with the"
                  .formatted(
                      spec.id(), actual.kind(), actual.codecs(), expected.kind(), expected.codecs())
              + " coders that wrote it, or start without this state");
    }
  }

  private <C> void writeRow(HeapCell<C> cell, Slot slot, OutputStream out) throws IOException {
    C content = cell.contentOf(slot);
    if (content == null) {
      throw new IllegalStateException(
          "%s has no content for key %s".formatted(cell.spec().id(), slot.key));
    }
    spec.keyCodec().encode(key(slot), out);
    namespaceCodec.encode(slot.namespace, out);
    cell.encode(content, out);
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // only keys of type K are put in
  private K key(Slot slot) {
    return (K) slot.key;
  }
}
