// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import dev.joist.operators.services.Spilling;
import dev.joist.operators.spill.SpilledValues;
import dev.joist.operators.view.ViewShape;
import dev.joist.operators.view.ViewSpec;
import dev.joist.state.spill.RunMerge;
import dev.joist.state.spill.RunWriter;
import java.io.IOException;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.values.KV;

/**
 * The panes of a view whose elements are read one after the other. Of what comes from runs, a large
 * pane, or one that memory has no room for, is read whenever somebody iterates over it.
 */
final class SpillablePanes<T> implements SpillableContents<T, Iterable<T>> {

  private final String transform;
  private final Coder<T> coder;
  private final GatheredPanes<T> gathered;

  private SpillablePanes(ViewSpec<T> spec, GatheredPanes<T> gathered) {
    this.transform = spec.transform();
    this.coder = spec.elementCoder();
    this.gathered = gathered;
  }

  /** Makes the panes of a view. */
  static <T> SpillableContents.Factory<T, Iterable<T>> factory(
      ViewSpec<T> spec, Spilling spilling) {
    if (spec.shape() == ViewShape.MULTIMAP && spec.elementCoder() instanceof KvCoder<?, ?> pairs) {
      return pairs(spec, pairs, spilling);
    }
    return store ->
        new SpillablePanes<>(
            spec, new GatheredPanes<>(store, spec, spilling.memory(), SpillableValues.PLACE_BYTES));
  }

  @SuppressWarnings("unchecked") // The elements are pairs, since their coder is one of pairs.
  private static <T, K, V> SpillableContents.Factory<T, Iterable<T>> pairs(
      ViewSpec<T> spec, KvCoder<K, V> coder, Spilling spilling) {
    SpillableContents.Factory<?, ?> factory =
        SpillablePairs.factory((ViewSpec<KV<K, V>>) spec, coder, spilling);
    return (SpillableContents.Factory<T, Iterable<T>>) factory;
  }

  @Override
  public long add(Object window, T element) {
    return gathered.add(window, element);
  }

  @Override
  public long bytes(Object window) {
    return gathered.bytes(window);
  }

  @Override
  public boolean mayAllStay() {
    return false;
  }

  @Override
  public boolean mayStay(Object window) {
    return gathered.mayStay(window);
  }

  @Override
  public Iterable<T> take(Object window) {
    return gathered.take(window);
  }

  @Override
  public void spill(Object window, byte[] sortKey, RunWriter run) throws IOException {
    SpillableValues.write(gathered.takeOut(window), sortKey, run, coder);
  }

  @Override
  public Iterable<T> merged(RunMerge group, int sortKeyLength) throws IOException {
    return gathered.isBetterInMemory(group.count(), group.bytes())
        ? gathered.keep(SpillableValues.list(group, coder))
        : new SpilledValues<>(transform, group.segments(), coder);
  }
}
