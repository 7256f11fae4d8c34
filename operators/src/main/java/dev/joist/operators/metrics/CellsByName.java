// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.metrics;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
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
  private final Map<MetricName, C> byName = new HashMap<>();
  private final Queue<C> all = new ConcurrentLinkedQueue<>();
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
    C cell = byName.get(name);
    if (cell == null) {
      cell = factory.apply(name);
      byName.put(name, cell);
      all.add(cell);
    }
    remembered[slot] = new Entry<>(name, cell);
    return cell;
  }

  Collection<C> all() {
    return all;
  }
}
