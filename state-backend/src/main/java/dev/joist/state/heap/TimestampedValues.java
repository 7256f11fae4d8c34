// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.heap;

import dev.joist.state.ChunkedList;
import dev.joist.state.Timestamped;
import java.util.Collections;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** The values of a tree of lists, one after another. */
record TimestampedValues<T extends @Nullable Object>(
    Iterable<LongTree.Entry<ChunkedList<T>>> entries) implements Iterable<Timestamped<T>> {

  @Override
  public Iterator<Timestamped<T>> iterator() {
    return new Flattened<>(entries.iterator());
  }

  private static final class Flattened<T extends @Nullable Object>
      implements Iterator<Timestamped<T>> {

    private final Iterator<LongTree.Entry<ChunkedList<T>>> entries;
    private Iterator<T> values = Collections.emptyIterator();
    private long timestampMillis;

    Flattened(Iterator<LongTree.Entry<ChunkedList<T>>> entries) {
      this.entries = entries;
    }

    @Override
    public boolean hasNext() {
      return values.hasNext() || entries.hasNext();
    }

    @Override
    public Timestamped<T> next() {
      if (!values.hasNext()) {
        LongTree.Entry<ChunkedList<T>> entry = entries.next();
        timestampMillis = entry.key();
        values = entry.value().iterator();
      }
      return new Timestamped<>(timestampMillis, values.next());
    }
  }
}
