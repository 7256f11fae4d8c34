// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.metrics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.beam.sdk.metrics.MetricName;
import org.jspecify.annotations.Nullable;

/**
 * Metric cells by name. A name that is the same object as in a call before, as those of a
 * function's fields are, is found by its identity.
 *
 * <p><b>Threading:</b> one thread gets cells; any thread lists them.
 */
final class CellsByName<C> {

  /** A power of two. */
  private static final int REMEMBERED = 64;

  private final Function<MetricName, C> factory;
  private final Map<MetricName, C> all = new ConcurrentHashMap<>();

  /** The same once more, which the owner goes through in each bundle. */
  private final List<C> ofOwner = new ArrayList<>();

  private final @Nullable Entry<C>[] remembered;

  private record Entry<C>(MetricName name, C cell) {}

  @SuppressWarnings({"unchecked", "rawtypes"}) // There are no arrays of generic types.
  CellsByName(Function<MetricName, C> factory) {
    this.factory = factory;
    this.remembered = new Entry[REMEMBERED];
  }

  @SuppressWarnings("ReferenceEquality") // What is remembered is the object; others are looked up.
  C get(MetricName name) {
    int slot = System.identityHashCode(name) & (REMEMBERED - 1);
    Entry<C> entry = remembered[slot];
    if (entry != null && entry.name() == name) {
      return entry.cell();
    }
    C cell = all.get(name);
    if (cell == null) {
      cell = factory.apply(name);
      all.put(name, cell);
      ofOwner.add(cell);
    }
    remembered[slot] = new Entry<>(name, cell);
    return cell;
  }

  /** Calls {@code action} with each cell; for the thread that gets them. */
  void forEachOfOwner(Consumer<C> action) {
    for (int i = 0; i < ofOwner.size(); i++) {
      action.accept(ofOwner.get(i));
    }
  }

  Collection<C> all() {
    return all.values();
  }
}
