// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.heap;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Walks the entries below a node that is not changed any more. */
final class TrieIterator<K extends @Nullable Object, V extends @Nullable Object>
    implements Iterator<Map.Entry<K, V>> {

  private final Deque<Position> path = new ArrayDeque<>();
  private TrieMap.@Nullable Entry<?, ?> next;

  TrieIterator(TrieNode root) {
    path.push(new Position(root));
    advance();
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  @SuppressWarnings("unchecked") // only entries of this type are put in
  public Map.Entry<K, V> next() {
    TrieMap.Entry<?, ?> current = next;
    if (current == null) {
      throw new NoSuchElementException("the map has no further entry");
    }
    next = current.next;
    if (next == null) {
      advance();
    }
    return (Map.Entry<K, V>) current;
  }

  private void advance() {
    while (!path.isEmpty()) {
      Position position = path.getFirst();
      if (position.at == position.node.length()) {
        path.pop();
        continue;
      }
      Object item = position.node.item(position.at++);
      if (item instanceof TrieMap.Entry<?, ?> entry) {
        next = entry;
        return;
      }
      path.push(new Position((TrieNode) item));
    }
  }

  private static final class Position {
    final TrieNode node;
    int at;

    Position(TrieNode node) {
      this.node = node;
    }
  }
}
