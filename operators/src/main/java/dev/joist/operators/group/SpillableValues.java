// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import dev.joist.operators.size.SizeSampler;
import dev.joist.operators.spill.SpilledValues;
import dev.joist.state.KeyedStore;
import dev.joist.state.spill.RunMerge;
import dev.joist.state.spill.RunWriter;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.jspecify.annotations.Nullable;

/**
 * The values themselves, in the order of their arrival. Of what comes from runs, a small group is a
 * list, and a large one is read whenever somebody iterates over it.
 */
final class SpillableValues<V> implements SpillableContents<V, Iterable<V>> {

  /** A group is small up to so many bytes, and so many values. */
  private static final long SMALL_BYTES = 256 << 10;

  private static final long SMALL_COUNT = 10_000;

  /** A place in a list. */
  static final long PLACE_BYTES = 16;

  private final String transform;
  private final GatheredValues<V> values;
  private final Coder<V> coder;
  private final SizeSampler<V> sizes;

  private SpillableValues(String transform, GatheredValues<V> values, Coder<V> coder) {
    this.transform = transform;
    this.values = values;
    this.coder = coder;
    this.sizes = new SizeSampler<>(coder);
  }

  /** The values of a transform in its store. */
  static <V> SpillableValues<V> in(
      KeyedStore<? extends @Nullable Object> store, String transform, Coder<V> coder) {
    return new SpillableValues<>(transform, GatheredValues.in(store, transform, coder), coder);
  }

  @Override
  public long add(Object window, V value) {
    values.add(window, value);
    return PLACE_BYTES + sizes.bytes(value);
  }

  @Override
  public long bytes(Object window) {
    long sum = 0;
    for (V value : values.show(window)) {
      sum += PLACE_BYTES + sizes.bytes(value);
    }
    return sum;
  }

  @Override
  public Iterable<V> take(Object window) {
    return values.take(window);
  }

  @Override
  public void spill(Object window, byte[] sortKey, RunWriter run) throws IOException {
    write(values.take(window), sortKey, run, coder);
  }

  /** Writes values as one group. */
  static <V> void write(Iterable<V> values, byte[] sortKey, RunWriter run, Coder<V> coder)
      throws IOException {
    run.beginGroup(sortKey);
    long count = 0;
    for (V value : values) {
      coder.encode(value, run.values());
      count++;
    }
    run.endGroup(count);
  }

  @Override
  public Iterable<V> merged(RunMerge group, int sortKeyLength) throws IOException {
    return isSmall(group.count(), group.bytes())
        ? list(group, coder)
        : new SpilledValues<>(transform, group.segments(), coder);
  }

  /** Whether a group is one that may well be in memory. */
  static boolean isSmall(long count, long bytes) {
    return count <= SMALL_COUNT && bytes <= SMALL_BYTES;
  }

  /** The values of a small group. */
  static <V> List<V> list(RunMerge group, Coder<V> coder) throws IOException {
    List<V> list = new ArrayList<>((int) group.count());
    for (int part = 0; part < group.parts(); part++) {
      InputStream in = group.open(part);
      for (long left = group.count(part); left > 0; left--) {
        list.add(coder.decode(in));
      }
    }
    return list;
  }
}
