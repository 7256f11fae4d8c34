// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.metrics;

import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.apache.beam.sdk.metrics.MetricName;

/**
 * Metric cells by name. A name that is the same object as in a call before, as those of a
 * function's fields are, is found by its identity.
 *
 * <p><b>Threading:</b> one thread gets cells; any thread lists them.
 */
final class CellsByName<C> {

  /** Names that are made anew for each call must not pile up. */
  private static final int REMEMBERED_AT_MOST = 1_024;

  private final Function<MetricName, C> factory;
  private final Map<MetricName, C> byName = new HashMap<>();
  private final Queue<C> all = new ConcurrentLinkedQueue<>();
  private final IdentityHashMap<MetricName, C> remembered = new IdentityHashMap<>();

  CellsByName(Function<MetricName, C> factory) {
    this.factory = factory;
  }

  C get(MetricName name) {
    C cell = remembered.get(name);
    return cell == null ? lookUp(name) : cell;
  }

  private C lookUp(MetricName name) {
    C cell = byName.get(name);
    if (cell == null) {
      cell = factory.apply(name);
      byName.put(name, cell);
      all.add(cell);
    }
    if (remembered.size() == REMEMBERED_AT_MOST) {
      remembered.clear();
    }
    remembered.put(name, cell);
    return cell;
  }

  Collection<C> all() {
    return all;
  }
}
