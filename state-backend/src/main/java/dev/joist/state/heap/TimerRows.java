// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.heap;

import dev.joist.state.CellSpec;
import dev.joist.state.Codec;
import dev.joist.state.IncompatibleStateException;
import dev.joist.state.KeyGroup;
import dev.joist.state.KeyedStoreSpec;
import dev.joist.state.SnapshotSink;
import dev.joist.state.SnapshotSource.Section;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The layout of a section of timers: a count, and as many rows of key, namespace, family, id, time
 * and output time, sorted by their bytes.
 */
final class TimerRows<K extends @Nullable Object> {

  private final KeyedRows<K> keyedRows;
  private final Codec<K> keyCodec;
  private final Codec<Object> namespaceCodec;
  private final int maxParallelism;

  @SuppressWarnings("unchecked") // a store is asked only for namespaces that its codec can write
  TimerRows(KeyedStoreSpec<K> spec, KeyedRows<K> keyedRows, int maxParallelism) {
    this.keyedRows = keyedRows;
    this.keyCodec = spec.keyCodec();
    this.namespaceCodec = (Codec<Object>) spec.namespaceCodec();
    this.maxParallelism = maxParallelism;
  }

  /**
   * The order of timers with one time and one hash of their keys. What has to be encoded for it is
   * compared last, and only where it differs.
   */
  Comparator<HeapTimer<K>> order() {
    return this::compare;
  }

  private int compare(HeapTimer<K> left, HeapTimer<K> right) {
    if (!left.identity().equals(right.identity())) {
      return compareEncoded(keyCodec, left.key(), right.key());
    }
    int result = Long.compare(left.outputMillis(), right.outputMillis());
    result = result != 0 ? result : left.id().compareTo(right.id());
    result = result != 0 ? result : left.family().compareTo(right.family());
    return result != 0
        ? result
        : compareEncoded(namespaceCodec, left.namespace(), right.namespace());
  }

  private static <T extends @Nullable Object> int compareEncoded(Codec<T> codec, T left, T right) {
    return Arrays.compareUnsigned(encoded(codec, left), encoded(codec, right));
  }

  private static <T extends @Nullable Object> byte[] encoded(Codec<T> codec, T value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      codec.encode(value, out);
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be encoded by %s".formatted(value, codec.id()), e);
    }
    return out.toByteArray();
  }

  /** Writes a section for each key group. */
  void write(CellSpec.Timers spec, HashTable.Frozen<HeapTimer<K>> table, SnapshotSink sink)
      throws IOException {
    Map<Integer, List<HeapTimer<K>>> groups = new TreeMap<>();
    table.forEach(
        timer ->
            groups
                .computeIfAbsent(
                    KeyGroup.of(keyCodec, timer.key(), maxParallelism), group -> new ArrayList<>())
                .add(timer));
    for (Map.Entry<Integer, List<HeapTimer<K>>> group : groups.entrySet()) {
      List<byte[]> rows = new SortedRows().addAll(group.getValue(), this::writeRow).rows();
      try (OutputStream out = sink.begin(keyedRows.header(spec, group.getKey()))) {
        new DataOutputStream(out).writeInt(rows.size());
        for (byte[] row : rows) {
          out.write(row);
        }
      }
    }
  }

  private void writeRow(HeapTimer<K> timer, OutputStream out) throws IOException {
    keyCodec.encode(timer.key(), out);
    namespaceCodec.encode(timer.namespace(), out);
    DataOutputStream data = new DataOutputStream(out);
    data.writeUTF(timer.family());
    data.writeUTF(timer.id());
    data.writeLong(timer.timeMillis());
    data.writeLong(timer.outputMillis());
  }

  /** Shows the timers of a section. */
  void read(CellSpec.Timers spec, Section section, Consumer<HeapTimer<K>> taker) {
    keyedRows.checkHeader(spec, section.header());
    try (DataInputStream in = new DataInputStream(new BufferedInputStream(section.open()))) {
      for (int left = in.readInt(); left > 0; left--) {
        K key = keyCodec.decode(in);
        Object namespace = namespaceCodec.decode(in);
        TimerName name =
            TimerName.of(keyCodec.identity(key), namespace, in.readUTF(), in.readUTF());
        taker.accept(new HeapTimer<>(key, name, in.readLong(), in.readLong()));
      }
    } catch (IOException e) {
      throw new IncompatibleStateException(
          "key group %d of %s cannot be read back"
              .formatted(section.header().keyGroup(), spec.id()),
          e);
    }
  }
}
