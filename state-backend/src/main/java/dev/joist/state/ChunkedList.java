// SPDX-License-Identifier: Apache-2.0
package dev.joist.state;

import java.util.AbstractList;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * An immutable list that grows by making a longer one, which shares all chunks with it.
 *
 * <p>Appending is amortized O(1): the longer list writes behind the end of the shorter one, in a
 * chunk that both know, and copies that chunk only when another list has grown from the same place.
 *
 * <p><b>Threading:</b> any thread may read; {@link #plus}, on a list and all that grew from it,
 * belongs to one thread.
 */
public final class ChunkedList<T extends @Nullable Object> extends AbstractList<T>
    implements RandomAccess {

  private static final int SMALLEST_CHUNK = 4;
  private static final int LARGEST_CHUNK = 1024;

  /** How many chunks are smaller than the largest, and how many elements they hold together. */
  private static final int GROWING_CHUNKS = 8;

  private static final int IN_GROWING_CHUNKS = SMALLEST_CHUNK * ((1 << GROWING_CHUNKS) - 1);

  private static final ChunkedList<?> EMPTY = new ChunkedList<>(new Chunk[1], 0);

  /** Shared with shorter and longer lists; only what belongs to the first {@link #size} is ours. */
  private final @Nullable Chunk[] chunks;

  private final int size;

  private ChunkedList(@Nullable Chunk[] chunks, int size) {
    this.chunks = chunks;
    this.size = size;
  }

  @SuppressWarnings("unchecked") // an empty list holds no T
  public static <T extends @Nullable Object> ChunkedList<T> of() {
    return (ChunkedList<T>) EMPTY;
  }

  /** This list and {@code value} after it. */
  public ChunkedList<T> plus(T value) {
    int index = chunkOf(size);
    int at = size - firstOf(index);
    @Nullable Chunk[] spine = chunks;
    Chunk chunk;
    if (at == 0) {
      spine = roomFor(index);
      chunk = new Chunk(new Object[capacityOf(index)]);
      spine[index] = chunk;
    } else {
      chunk = chunk(index);
      if (chunk.used != at) {
        chunk = chunk.firstOnly(at);
        spine = spine.clone();
        spine[index] = chunk;
      }
    }
    chunk.items[at] = value;
    chunk.used = at + 1;
    return new ChunkedList<>(spine, size + 1);
  }

  /** A spine in which place {@code index} may be written; the empty list's is never shared. */
  private @Nullable Chunk[] roomFor(int index) {
    if (index < chunks.length && chunks[index] == null && size > 0) {
      return chunks;
    }
    int length = index < chunks.length ? chunks.length : Math.max(4, 2 * chunks.length);
    @Nullable Chunk[] grown = new Chunk[length];
    System.arraycopy(chunks, 0, grown, 0, index);
    return grown;
  }

  @Override
  public T get(int index) {
    Objects.checkIndex(index, size);
    int chunk = chunkOf(index);
    return item(chunk(chunk), index - firstOf(chunk));
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Iterator<T> iterator() {
    return size == 0 ? Collections.emptyIterator() : new ChunkIterator();
  }

  private Chunk chunk(int index) {
    return Objects.requireNonNull(chunks[index]);
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // only values of type T are put in
  private T item(Chunk chunk, int at) {
    return (T) chunk.items[at];
  }

  private static int chunkOf(int index) {
    return index < IN_GROWING_CHUNKS
        ? 31 - Integer.numberOfLeadingZeros(index / SMALLEST_CHUNK + 1)
        : GROWING_CHUNKS + (index - IN_GROWING_CHUNKS) / LARGEST_CHUNK;
  }

  private static int firstOf(int chunk) {
    return chunk < GROWING_CHUNKS
        ? SMALLEST_CHUNK * ((1 << chunk) - 1)
        : IN_GROWING_CHUNKS + (chunk - GROWING_CHUNKS) * LARGEST_CHUNK;
  }

  private static int capacityOf(int chunk) {
    return chunk < GROWING_CHUNKS ? SMALLEST_CHUNK << chunk : LARGEST_CHUNK;
  }

  /** Elements that lie together, and how many of them the longest list knows. */
  private static final class Chunk {
    final @Nullable Object[] items;
    int used;

    Chunk(@Nullable Object[] items) {
      this.items = items;
    }

    Chunk firstOnly(int count) {
      @Nullable Object[] copy = new Object[items.length];
      System.arraycopy(items, 0, copy, 0, count);
      return new Chunk(copy);
    }
  }

  private final class ChunkIterator implements Iterator<T> {
    private int next;
    private int chunkIndex;
    private int at;
    private Chunk chunk = chunk(0);

    @Override
    public boolean hasNext() {
      return next < size;
    }

    @Override
    public T next() {
      if (next >= size) {
        throw new NoSuchElementException("a list of %d elements has no more".formatted(size));
      }
      if (at == chunk.items.length) {
        chunkIndex++;
        chunk = chunk(chunkIndex);
        at = 0;
      }
      next++;
      return item(chunk, at++);
    }
  }
}
