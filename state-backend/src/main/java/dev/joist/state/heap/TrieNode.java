// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.heap;

import org.jspecify.annotations.Nullable;

/** A node of a {@link TrieMap}: up to 32 places, each a node or a chain of entries of one hash. */
final class TrieNode {

  private static final int BITS = 5;
  private static final int MASK = (1 << BITS) - 1;

  private final Object owner;
  private int bitmap;
  private Object[] items;

  private TrieNode(Object owner, int bitmap, Object[] items) {
    this.owner = owner;
    this.bitmap = bitmap;
    this.items = items;
  }

  static TrieNode empty(Object owner) {
    return new TrieNode(owner, 0, new Object[0]);
  }

  int length() {
    return items.length;
  }

  Object item(int index) {
    return items[index];
  }

  TrieMap.@Nullable Entry<?, ?> find(Object identity, int hash) {
    TrieNode node = this;
    for (int shift = 0; ; shift += BITS) {
      int bit = bit(hash, shift);
      if ((node.bitmap & bit) == 0) {
        return null;
      }
      Object item = node.items[node.index(bit)];
      if (item instanceof TrieMap.Entry<?, ?> entry) {
        return entry.hash == hash ? entry.find(identity) : null;
      }
      node = (TrieNode) item;
    }
  }

  /** This node with {@code entry}, replacing the one with its identity. */
  TrieNode with(TrieMap.Entry<?, ?> entry, int shift, Object newOwner) {
    int bit = bit(entry.hash, shift);
    int index = index(bit);
    if ((bitmap & bit) == 0) {
      return inserted(bit, index, entry, newOwner);
    }
    Object item = items[index];
    if (item instanceof TrieNode child) {
      return replaced(index, child.with(entry, shift + BITS, newOwner), newOwner);
    }
    TrieMap.Entry<?, ?> there = (TrieMap.Entry<?, ?>) item;
    if (there.hash == entry.hash) {
      return replaced(index, entry.before(there.without(entry.identity)), newOwner);
    }
    TrieNode child =
        empty(newOwner).with(there, shift + BITS, newOwner).with(entry, shift + BITS, newOwner);
    return replaced(index, child, newOwner);
  }

  /** This node without the entry of this identity, which is below it. */
  TrieNode without(Object identity, int hash, Object newOwner) {
    return without(identity, hash, 0, newOwner);
  }

  private TrieNode without(Object identity, int hash, int shift, Object newOwner) {
    int bit = bit(hash, shift);
    int index = index(bit);
    Object item = items[index];
    if (item instanceof TrieNode child) {
      TrieNode left = child.without(identity, hash, shift + BITS, newOwner);
      return left.items.length == 0
          ? removed(bit, index, newOwner)
          : replaced(index, left.onlyEntryOrSelf(), newOwner);
    }
    TrieMap.Entry<?, ?> left = ((TrieMap.Entry<?, ?>) item).without(identity);
    return left == null ? removed(bit, index, newOwner) : replaced(index, left, newOwner);
  }

  /** What stands for this node in its parent: a lone entry needs no node. */
  private Object onlyEntryOrSelf() {
    return items.length == 1 && items[0] instanceof TrieMap.Entry<?, ?> ? items[0] : this;
  }

  private TrieNode replaced(int index, Object item, Object newOwner) {
    if (items[index] == item) {
      return this;
    }
    TrieNode node = owner == newOwner ? this : new TrieNode(newOwner, bitmap, items.clone());
    node.items[index] = item;
    return node;
  }

  private TrieNode inserted(int bit, int index, Object item, Object newOwner) {
    Object[] longer = new Object[items.length + 1];
    System.arraycopy(items, 0, longer, 0, index);
    longer[index] = item;
    System.arraycopy(items, index, longer, index + 1, items.length - index);
    return resized(bitmap | bit, longer, newOwner);
  }

  private TrieNode removed(int bit, int index, Object newOwner) {
    Object[] shorter = new Object[items.length - 1];
    System.arraycopy(items, 0, shorter, 0, index);
    System.arraycopy(items, index + 1, shorter, index, shorter.length - index);
    return resized(bitmap & ~bit, shorter, newOwner);
  }

  private TrieNode resized(int newBitmap, Object[] newItems, Object newOwner) {
    if (owner != newOwner) {
      return new TrieNode(newOwner, newBitmap, newItems);
    }
    bitmap = newBitmap;
    items = newItems;
    return this;
  }

  private int index(int bit) {
    return Integer.bitCount(bitmap & (bit - 1));
  }

  private static int bit(int hash, int shift) {
    return 1 << ((hash >>> shift) & MASK);
  }
}
