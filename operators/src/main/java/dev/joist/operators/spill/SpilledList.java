// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.spill;

import dev.joist.operators.size.OnDisk;
import dev.joist.operators.spill.SpilledValues.Place;
import dev.joist.operators.spill.SpilledValues.Values;
import java.util.AbstractList;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Values on disk as a list. Where values are is noted as they are passed for the first time, one of
 * {@value #STRIDE}; so the first look-up of a late one reads all before it, and later ones read
 * fewer than that. One after the other, each is read once.
 *
 * <p><b>Threading:</b> read by any thread, without waiting.
 */
public final class SpilledList<V extends @Nullable Object> extends AbstractList<V>
    implements OnDisk {

  /** How many values are between two whose places are noted. */
  private static final int STRIDE = 64;

  private final SpilledValues<V> values;
  private final ConcurrentSkipListMap<Integer, Place> places = new ConcurrentSkipListMap<>();

  /** Where the last look-up ended, for one who goes on there. */
  private final AtomicReference<@Nullable Reader<V>> latest = new AtomicReference<>();

  public SpilledList(SpilledValues<V> values) {
    this.values = values;
  }

  /** An iteration, and which value it comes to next. */
  private static final class Reader<V extends @Nullable Object> {

    private final Values<V> values;
    private int next;

    Reader(Values<V> values, int next) {
      this.values = values;
      this.next = next;
    }
  }

  @Override
  public int size() {
    return (int) Math.min(Integer.MAX_VALUE, values.count());
  }

  @Override
  public Iterator<V> iterator() {
    return values.iterator();
  }

  @Override
  public V get(int index) {
    if (index < 0 || index >= size()) {
      throw new IndexOutOfBoundsException(
          "index %d of a list of %d values".formatted(index, size()));
    }
    Reader<V> reader = latest.getAndSet(null);
    if (reader == null || reader.next > index || reader.next + STRIDE < index) {
      reader = from(index);
    }
    while (reader.next < index) {
      skip(reader);
    }
    V value = reader.values.next();
    reader.next++;
    latest.set(reader);
    return value;
  }

  /** A reader at the last place that is known, and not behind {@code index}. */
  private Reader<V> from(int index) {
    Map.Entry<Integer, Place> known = places.floorEntry(index);
    return known == null
        ? new Reader<>(values.iterator(SpilledValues.START), 0)
        : new Reader<>(values.iterator(known.getValue()), known.getKey());
  }

  private void skip(Reader<V> reader) {
    if (reader.next % STRIDE == 0) {
      places.putIfAbsent(reader.next, reader.values.place());
    }
    reader.values.next();
    reader.next++;
  }

  /** Says how many they are, and not which. */
  @Override
  public String toString() {
    return values.toString();
  }
}
