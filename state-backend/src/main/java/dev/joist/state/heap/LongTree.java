// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.heap;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * An immutable sorted map from longs; changing it makes a new one that shares all but a path.
 *
 * <p>Source: Seidel and Aragon, "Randomized Search Trees" (1996); the priority of a key is a hash
 * of it, so that the same content has the same shape. O(log size) expected, also for removing a
 * range.
 */
final class LongTree<V> {

  private static final LongTree<?> EMPTY = new LongTree<>(null);

  private final @Nullable Node<V> root;

  private LongTree(@Nullable Node<V> root) {
    this.root = root;
  }

  @SuppressWarnings("unchecked") // an empty tree holds no V
  static <V> LongTree<V> of() {
    return (LongTree<V>) EMPTY;
  }

  boolean isEmpty() {
    return root == null;
  }

  @Nullable V get(long key) {
    Node<V> node = root;
    while (node != null && node.key != key) {
      node = key < node.key ? node.left : node.right;
    }
    return node == null ? null : node.value;
  }

  /** This tree with {@code value} at {@code key}. */
  LongTree<V> with(long key, V value) {
    return new LongTree<>(put(root, key, value));
  }

  /** This tree without {@code key}. */
  LongTree<V> without(long key) {
    return get(key) == null
        ? this
        : new LongTree<>(
            join(below(root, key), key == Long.MAX_VALUE ? null : from(root, key + 1)));
  }

  /** This tree without the keys from {@code first}, inclusive, to {@code limit}, exclusive. */
  LongTree<V> withoutRange(long first, long limit) {
    return first >= limit ? this : new LongTree<>(join(below(root, first), from(root, limit)));
  }

  /** All entries in the order of their keys, read lazily. */
  Iterable<Entry<V>> entries() {
    return () -> new Ascending<>(root, Long.MIN_VALUE, null);
  }

  /** The entries from {@code first}, inclusive, to {@code limit}, exclusive. */
  Iterable<Entry<V>> entries(long first, long limit) {
    return () -> new Ascending<>(root, first, limit);
  }

  private static <V> Node<V> put(@Nullable Node<V> node, long key, V value) {
    if (node == null) {
      return new Node<>(key, value, null, null);
    }
    if (key == node.key) {
      return new Node<>(key, value, node.left, node.right);
    }
    long priority = priority(key);
    long theirs = priority(node.key);
    if (priority > theirs || (priority == theirs && key < node.key)) {
      return new Node<>(
          key, value, below(node, key), key == Long.MAX_VALUE ? null : from(node, key + 1));
    }
    return key < node.key
        ? node.with(put(node.left, key, value), node.right)
        : node.with(node.left, put(node.right, key, value));
  }

  /** The part with keys below {@code limit}. */
  private static <V> @Nullable Node<V> below(@Nullable Node<V> node, long limit) {
    if (node == null) {
      return null;
    }
    return node.key < limit
        ? node.with(node.left, below(node.right, limit))
        : below(node.left, limit);
  }

  /** The part with keys from {@code first} on. */
  private static <V> @Nullable Node<V> from(@Nullable Node<V> node, long first) {
    if (node == null) {
      return null;
    }
    return node.key >= first
        ? node.with(from(node.left, first), node.right)
        : from(node.right, first);
  }

  /** One tree of two, all keys of {@code low} being lower. */
  private static <V> @Nullable Node<V> join(@Nullable Node<V> low, @Nullable Node<V> high) {
    if (low == null || high == null) {
      return low == null ? high : low;
    }
    long lowPriority = priority(low.key);
    long highPriority = priority(high.key);
    return lowPriority > highPriority || (lowPriority == highPriority && low.key < high.key)
        ? low.with(low.left, join(low.right, high))
        : high.with(join(low, high.left), high.right);
  }

  private static long priority(long key) {
    long x = key * 0x9e3779b97f4a7c15L;
    x ^= x >>> 32;
    x *= 0xd6e8feb86659fd93L;
    return x ^ (x >>> 32);
  }

  /** A key and its value. */
  record Entry<V>(long key, V value) {}

  private static final class Node<V> {
    final long key;
    final V value;
    final @Nullable Node<V> left;
    final @Nullable Node<V> right;

    Node(long key, V value, @Nullable Node<V> left, @Nullable Node<V> right) {
      this.key = key;
      this.value = value;
      this.left = left;
      this.right = right;
    }

    Node<V> with(@Nullable Node<V> newLeft, @Nullable Node<V> newRight) {
      return newLeft == left && newRight == right
          ? this
          : new Node<>(key, value, newLeft, newRight);
    }
  }

  private static final class Ascending<V> implements Iterator<Entry<V>> {
    private final Deque<Node<V>> path = new ArrayDeque<>();
    private final @Nullable Long limit;

    Ascending(@Nullable Node<V> root, long first, @Nullable Long limit) {
      this.limit = limit;
      Node<V> node = root;
      while (node != null) {
        if (node.key >= first) {
          path.push(node);
          node = node.left;
        } else {
          node = node.right;
        }
      }
    }

    @Override
    public boolean hasNext() {
      Node<V> next = path.peek();
      return next != null && (limit == null || next.key < limit);
    }

    @Override
    public Entry<V> next() {
      if (!hasNext()) {
        throw new NoSuchElementException("the range has no further entry");
      }
      Node<V> next = path.pop();
      for (Node<V> node = next.right; node != null; node = node.left) {
        path.push(node);
      }
      return new Entry<>(next.key, next.value);
    }
  }
}
