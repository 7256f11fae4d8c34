// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import dev.joist.operators.services.Spilling;
import dev.joist.operators.spill.SpilledValues;
import dev.joist.operators.view.ViewShape;
import dev.joist.operators.view.ViewSpec;
import dev.joist.state.KeyedStore;
import dev.joist.state.spill.RunMerge;
import dev.joist.state.spill.RunWriter;
import java.io.IOException;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.values.KV;
import org.jspecify.annotations.Nullable;

/**
 * The panes of a view whose elements are read one after the other. Of what comes from runs, a large
 * pane, or one that memory has no room for, is read whenever somebody iterates over it.
 */
final class SpillablePanes<T> extends GatheredPanes<T> {

  private final String transform;
  private final Coder<T> coder;

  private SpillablePanes(
      ViewSpec<T> spec, Spilling spilling, KeyedStore<? extends @Nullable Object> store) {
    super(store, spec, spilling.memory(), SpillableValues.PLACE_BYTES);
    this.transform = spec.transform();
    this.coder = spec.elementCoder();
  }

  /** Makes the panes of a view. */
  static <T> SpillableContents.Factory<T, Iterable<T>> factory(
      ViewSpec<T> spec, Spilling spilling) {
    if (spec.shape() == ViewShape.MULTIMAP && spec.elementCoder() instanceof KvCoder<?, ?> pairs) {
      return pairs(spec, pairs, spilling);
    }
    return store -> new SpillablePanes<>(spec, spilling, store);
  }

  @SuppressWarnings("unchecked") // The elements are pairs, since their coder is one of pairs.
  private static <T, K, V> SpillableContents.Factory<T, Iterable<T>> pairs(
      ViewSpec<T> spec, KvCoder<K, V> coder, Spilling spilling) {
    SpillableContents.Factory<?, ?> factory =
        SpillablePairs.factory((ViewSpec<KV<K, V>>) spec, coder, spilling);
    return (SpillableContents.Factory<T, Iterable<T>>) factory;
  }

  @Override
  public void spill(Object window, byte[] sortKey, RunWriter run) throws IOException {
    SpillableValues.write(takeOut(window), sortKey, run, coder);
  }

  @Override
  public Iterable<T> merged(RunMerge group, int sortKeyLength) throws IOException {
    return isBetterInMemory(group.count(), group.bytes())
        ? keep(SpillableValues.list(group, coder))
        : new SpilledValues<>(transform, group.segments(), coder);
  }
}
