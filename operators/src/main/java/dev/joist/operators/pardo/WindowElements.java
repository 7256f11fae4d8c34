// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.pardo;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.values.WindowedValue;
import org.apache.beam.sdk.values.WindowedValues;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Elements of one window in order of arrival, of which most are kept as value and timestamp.
 *
 * <p>They may be most of the heap, and the garbage collector copies what is kept: an element that
 * came of no trigger is taken apart, and made again when it is asked for. They lie in chunks, so
 * that no array grows with their number.
 */
final class WindowElements<T> extends AbstractList<WindowedValue<T>> implements RandomAccess {

  private static final int SMALLEST_CHUNK = 4;
  private static final int CHUNK = 1024;

  private final BoundedWindow window;
  private final List<Chunk> full = new ArrayList<>();
  private Chunk last = new Chunk(SMALLEST_CHUNK);
  private int inLast;

  WindowElements(BoundedWindow window) {
    this.window = window;
  }

  /** An element that is kept as it is, since more is to be known of it than value and timestamp. */
  private record Whole(WindowedValue<?> element) {}

  /** Elements that came one after the other. */
  private static final class Chunk {
    private final long[] timestamps;
    private final @Nullable Object[] values;

    Chunk(int capacity) {
      this.timestamps = new long[capacity];
      this.values = new Object[capacity];
    }

    int capacity() {
      return values.length;
    }

    Chunk larger() {
      Chunk larger = new Chunk(Math.min(CHUNK, 2 * capacity()));
      System.arraycopy(timestamps, 0, larger.timestamps, 0, capacity());
      System.arraycopy(values, 0, larger.values, 0, capacity());
      return larger;
    }

    void put(int at, WindowedValue<?> element) {
      if (isPlain(element)) {
        timestamps[at] = element.getTimestamp().getMillis();
        values[at] = element.getValue();
      } else {
        values[at] = new Whole(element);
      }
    }
  }

  @Override
  public boolean add(WindowedValue<T> element) {
    if (inLast == last.capacity()) {
      if (inLast == CHUNK) {
        full.add(last);
        last = new Chunk(CHUNK);
        inLast = 0;
      } else {
        last = last.larger();
      }
    }
    last.put(inLast, element);
    inLast++;
    return true;
  }

  private static boolean isPlain(WindowedValue<?> element) {
    return element.getPaneInfo().equals(PaneInfo.NO_FIRING)
        && element.getRecordId() == null
        && element.getRecordOffset() == null
        && !element.causedByDrain();
  }

  @Override
  public WindowedValue<T> get(int index) {
    Objects.checkIndex(index, size());
    Chunk chunk = index / CHUNK < full.size() ? full.get(index / CHUNK) : last;
    return element(chunk, index % CHUNK);
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // Values may be null, and are of type T.
  private WindowedValue<T> element(Chunk chunk, int at) {
    Object value = chunk.values[at];
    return value instanceof Whole whole
        ? (WindowedValue<T>) whole.element()
        : WindowedValues.of(
            (T) value, Instant.ofEpochMilli(chunk.timestamps[at]), window, PaneInfo.NO_FIRING);
  }

  @Override
  public int size() {
    return full.size() * CHUNK + inLast;
  }

  @Override
  public void clear() {
    full.clear();
    last = new Chunk(SMALLEST_CHUNK);
    inLast = 0;
  }
}
