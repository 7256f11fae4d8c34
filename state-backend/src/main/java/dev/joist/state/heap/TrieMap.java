// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.heap;

import java.util.AbstractMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A map whose content can be shared at no cost and is copied, a path at a time, when it is changed.
 *
 * <p>Nodes carry the token of the map that made them. A map changes nodes with its own token in
 * place and copies others; to share a content is to take another token.
 *
 * <p>Source: Bagwell, "Ideal Hash Trees" (2001), with the transients of Clojure's hash map.
 */
final class TrieMap<K extends @Nullable Object, V extends @Nullable Object> {

  private TrieNode root;
  private int size;
  private Object owner;

  TrieMap() {
    this.owner = new Object();
    this.root = TrieNode.empty(owner);
  }

  private TrieMap(TrieNode root, int size) {
    this.root = root;
    this.size = size;
    this.owner = new Object();
  }

  /** A map with the same content; this one must not be changed any more. */
  TrieMap<K, V> fork() {
    return new TrieMap<>(root, size);
  }

  int size() {
    return size;
  }

  @SuppressWarnings("unchecked") // only entries of this type are put in
  @Nullable Entry<K, V> find(Object identity) {
    return (Entry<K, V>) root.find(identity, spread(identity));
  }

  /** Whether {@code entry} was made since the content was shared last. */
  boolean owns(Entry<K, V> entry) {
    return entry.owner == owner;
  }

  void put(Object identity, K key, V value) {
    Entry<K, V> entry = new Entry<>(key, value, identity, spread(identity), owner);
    size += find(identity) == null ? 1 : 0;
    root = root.with(entry, 0, owner);
  }

  void remove(Object identity) {
    if (find(identity) != null) {
      size--;
      root = root.without(identity, spread(identity), owner);
    }
  }

  /** The content as it is now; later changes of this map do not show. */
  Iterable<Map.Entry<K, V>> entries() {
    TrieNode shared = root;
    owner = new Object();
    return new Entries<>(shared);
  }

  /** The content of a map that is not changed any more; for other threads. */
  Iterable<Map.Entry<K, V>> frozenEntries() {
    return new Entries<>(root);
  }

  private static int spread(Object identity) {
    int h = identity.hashCode() * 0x9e3779b9;
    return h ^ (h >>> 16);
  }

  private record Entries<K extends @Nullable Object, V extends @Nullable Object>(TrieNode root)
      implements Iterable<Map.Entry<K, V>> {
    @Override
    public Iterator<Map.Entry<K, V>> iterator() {
      return new TrieIterator<>(root);
    }
  }

  /** An entry; those with the same hash form a chain. */
  static final class Entry<K extends @Nullable Object, V extends @Nullable Object>
      extends AbstractMap.SimpleImmutableEntry<K, V> {

    private static final long serialVersionUID = 1L;

    final transient Object identity;
    final transient int hash;
    final transient Object owner;
    final transient @Nullable Entry<?, ?> next;

    Entry(K key, V value, Object identity, int hash, Object owner) {
      super(key, value);
      this.identity = identity;
      this.hash = hash;
      this.owner = owner;
      this.next = null;
    }

    private Entry(Entry<K, V> entry, @Nullable Entry<?, ?> next) {
      super(entry);
      this.identity = entry.identity;
      this.hash = entry.hash;
      this.owner = entry.owner;
      this.next = next;
    }

    Entry<K, V> before(@Nullable Entry<?, ?> newNext) {
      return newNext == null && next == null ? this : new Entry<>(this, newNext);
    }

    /** The entry of the chain with this identity, null if none. */
    @Nullable Entry<?, ?> find(Object wanted) {
      for (Entry<?, ?> entry = this; entry != null; entry = entry.next) {
        if (entry.identity.equals(wanted)) {
          return entry;
        }
      }
      return null;
    }

    /** The chain without the entry with this identity, null if nothing is left. */
    @Nullable Entry<?, ?> without(Object unwanted) {
      if (identity.equals(unwanted)) {
        return next;
      }
      return next == null ? this : before(next.without(unwanted));
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Map.Entry<?, ?> entry
          && Objects.equals(getKey(), entry.getKey())
          && Objects.equals(getValue(), entry.getValue());
    }

    @Override
    public int hashCode() {
      return super.hashCode();
    }
  }
}
