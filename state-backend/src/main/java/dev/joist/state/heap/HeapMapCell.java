// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.heap;

import dev.joist.state.CellSpec;
import dev.joist.state.Codec;
import dev.joist.state.MapCell;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps a {@link TrieMap}, which shares its nodes with snapshots and with what was read. */
final class HeapMapCell<K extends @Nullable Object, V extends @Nullable Object>
    extends HeapCell<TrieMap<K, V>> implements MapCell<K, V> {

  private final Codec<K> keyCodec;
  private final Codec<V> valueCodec;

  HeapMapCell(HeapKeyedStore<?> store, int index, CellSpec.Mapping<K, V> spec) {
    super(store, index, spec);
    this.keyCodec = spec.keyCodec();
    this.valueCodec = spec.valueCodec();
  }

  @Override
  public @Nullable V get(Object namespace, K key) {
    TrieMap<K, V> map = content(namespace);
    TrieMap.Entry<K, V> entry = map == null ? null : map.find(keyCodec.identity(key));
    return entry == null ? null : entry.getValue();
  }

  @Override
  public @Nullable V update(Object namespace, K key) {
    TrieMap<K, V> map = content(namespace);
    Object identity = keyCodec.identity(key);
    TrieMap.Entry<K, V> entry = map == null ? null : map.find(identity);
    if (entry == null || valueCodec.isImmutable()) {
      return entry == null ? null : entry.getValue();
    }
    TrieMap<K, V> writable = writable(namespace);
    if (writable.owns(entry)) {
      return entry.getValue();
    }
    V copy = valueCodec.copy(entry.getValue());
    writable.put(identity, key, copy);
    return copy;
  }

  @Override
  public boolean containsKey(Object namespace, K key) {
    TrieMap<K, V> map = content(namespace);
    return map != null && map.find(keyCodec.identity(key)) != null;
  }

  @Override
  public void put(Object namespace, K key, V value) {
    writable(namespace).put(keyCodec.identity(key), key, value);
  }

  @Override
  public void remove(Object namespace, K key) {
    if (!containsKey(namespace, key)) {
      return;
    }
    TrieMap<K, V> map = writable(namespace);
    map.remove(keyCodec.identity(key));
    if (map.size() == 0) {
      clear(namespace);
    }
  }

  @Override
  public Iterable<Map.Entry<K, V>> entries(Object namespace) {
    TrieMap<K, V> map = content(namespace);
    return map == null ? List.of() : map.entries();
  }

  @Override
  void encode(TrieMap<K, V> content, OutputStream out) throws IOException {
    new DataOutputStream(out).writeInt(content.size());
    for (byte[] entry :
        new SortedRows().addAll(content.frozenEntries(), this::encodeEntry).rows()) {
      out.write(entry);
    }
  }

  @Override
  TrieMap<K, V> decode(InputStream in) throws IOException {
    TrieMap<K, V> map = new TrieMap<>();
    for (int left = new DataInputStream(in).readInt(); left > 0; left--) {
      K key = keyCodec.decode(in);
      map.put(keyCodec.identity(key), key, valueCodec.decode(in));
    }
    return map;
  }

  private void encodeEntry(Map.Entry<K, V> entry, OutputStream out) throws IOException {
    keyCodec.encode(entry.getKey(), out);
    valueCodec.encode(entry.getValue(), out);
  }

  private TrieMap<K, V> writable(Object namespace) {
    Slot slot = store().writable(namespace);
    TrieMap<K, V> map = contentOf(slot);
    if (map == null || slot.isShared(index())) {
      map = map == null ? new TrieMap<>() : map.fork();
      slot.put(index(), map);
    }
    return map;
  }
}
