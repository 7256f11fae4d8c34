// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import dev.joist.operators.services.Spilling;
import dev.joist.operators.spill.PairLayout;
import dev.joist.operators.spill.SpilledMultimap;
import dev.joist.operators.view.ViewSpec;
import dev.joist.state.KeyedStore;
import dev.joist.state.spill.RunMerge;
import dev.joist.state.spill.RunWriter;
import dev.joist.state.spill.SearchableRun;
import dev.joist.state.spill.SearchableRunWriter;
import dev.joist.state.spill.SpillFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.values.KV;
import org.jspecify.annotations.Nullable;

/**
 * The panes of a view whose pairs are looked up by their keys. Runs have a group for each window
 * and key; those of one window are merged into a run of their own, in which keys are found.
 */
final class SpillablePairs<K extends @Nullable Object, V extends @Nullable Object>
    extends GatheredPanes<KV<K, V>> {

  /** A place in a list, and another with the key's encoding while pairs are sorted. */
  private static final long PLACE_BYTES = SpillableValues.PLACE_BYTES + 72;

  private final String transform;
  private final PairLayout<K, V> layout;
  private final SpillFolder folder;

  private SpillablePairs(
      ViewSpec<KV<K, V>> spec,
      KvCoder<K, V> coder,
      Spilling spilling,
      KeyedStore<? extends @Nullable Object> store) {
    super(store, spec, spilling.memory(), PLACE_BYTES);
    this.transform = spec.transform();
    this.layout = PairLayout.of(coder);
    this.folder = spilling.folder();
  }

  /** Makes the panes of a view. */
  static <K extends @Nullable Object, V extends @Nullable Object>
      SpillableContents.Factory<KV<K, V>, Iterable<KV<K, V>>> factory(
          ViewSpec<KV<K, V>> spec, KvCoder<K, V> coder, Spilling spilling) {
    return store -> new SpillablePairs<>(spec, coder, spilling, store);
  }

  /** A pair with the key of its group. */
  private static final class Placed<K extends @Nullable Object, V extends @Nullable Object> {

    private final byte[] group;
    private final KV<K, V> pair;

    Placed(byte[] group, KV<K, V> pair) {
      this.group = group;
      this.pair = pair;
    }
  }

  @Override
  public void spill(Object window, byte[] sortKey, RunWriter run) throws IOException {
    List<Placed<K, V>> pairs = new ArrayList<>();
    for (KV<K, V> pair : takeOut(window)) {
      pairs.add(new Placed<>(layout.group(pair.getKey()), pair));
    }
    pairs.sort((one, other) -> Arrays.compareUnsigned(one.group, other.group));
    for (int from = 0; from < pairs.size(); ) {
      byte[] group = pairs.get(from).group;
      run.beginGroup(joined(sortKey, group));
      int to = from;
      while (to < pairs.size() && Arrays.equals(pairs.get(to).group, group)) {
        layout.write(pairs.get(to).pair, run.values());
        to++;
      }
      run.endGroup(to - from);
      from = to;
    }
  }

  private static byte[] joined(byte[] start, byte[] end) {
    byte[] both = Arrays.copyOf(start, start.length + end.length);
    System.arraycopy(end, 0, both, start.length, end.length);
    return both;
  }

  @Override
  public Iterable<KV<K, V>> merged(RunMerge merge, int sortKeyLength) throws IOException {
    byte[] sortKey = Arrays.copyOf(merge.key(), sortKeyLength);
    long count = 0;
    SearchableRun run;
    try (SearchableRunWriter writer = new SearchableRunWriter(folder)) {
      do {
        byte[] key = merge.key();
        count += merge.count();
        writer.copy(merge, Arrays.copyOfRange(key, sortKeyLength, key.length));
      } while (merge.nextStartingWith(sortKey));
      run = writer.finish();
    }
    SpilledMultimap<K, V> pane = new SpilledMultimap<>(transform, run, layout);
    if (!isBetterInMemory(count, run.bytes())) {
      return pane;
    }
    List<KV<K, V>> list = new ArrayList<>((int) count);
    pane.forEach(list::add);
    run.release();
    return keep(list);
  }
}
