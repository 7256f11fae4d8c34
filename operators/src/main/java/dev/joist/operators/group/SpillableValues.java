// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import dev.joist.operators.size.SizeSampler;
import dev.joist.state.KeyedStore;
import dev.joist.state.spill.RunMerge;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
  static final long SMALL_BYTES = 256 << 10;

  static final long SMALL_COUNT = 10_000;

  /** A place in a list. */
  private static final long PLACE_BYTES = 16;

  private final GatheredValues<V> values;
  private final Coder<V> coder;
  private final SizeSampler<V> sizes;

  private SpillableValues(GatheredValues<V> values, Coder<V> coder) {
    this.values = values;
    this.coder = coder;
    this.sizes = new SizeSampler<>(coder);
  }

  /** The values of a transform in its store. */
  static <V> SpillableValues<V> in(
      KeyedStore<? extends @Nullable Object> store, String transform, Coder<V> coder) {
    return new SpillableValues<>(GatheredValues.in(store, transform, coder), coder);
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
  public long spill(Object window, OutputStream out) throws IOException {
    long count = 0;
    for (V value : values.take(window)) {
      coder.encode(value, out);
      count++;
    }
    return count;
  }

  @Override
  public Iterable<V> merged(RunMerge group) throws IOException {
    long count = group.count();
    if (count > SMALL_COUNT || group.bytes() > SMALL_BYTES) {
      return new SpilledValues<>(group.segments(), coder);
    }
    List<V> list = new ArrayList<>((int) count);
    for (int part = 0; part < group.parts(); part++) {
      InputStream in = group.open(part);
      for (long left = group.count(part); left > 0; left--) {
        list.add(coder.decode(in));
      }
    }
    return list;
  }
}
