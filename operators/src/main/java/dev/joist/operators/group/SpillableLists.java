// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import dev.joist.operators.services.Spilling;
import dev.joist.operators.size.SizeSampler;
import dev.joist.operators.spill.RunOfLists;
import dev.joist.state.spill.Segment;
import dev.joist.state.spill.SpillFolder;
import dev.joist.state.spill.SpillMemory;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.coders.Coder;

/**
 * The lists of one key at a time. When there is no memory for more, what all of them have there
 * becomes a {@linkplain RunOfLists run}.
 */
final class SpillableLists<V> implements Accumulation<V, SpillableList<V>, Iterable<V>> {

  private final String transform;
  private final Coder<V> coder;
  private final SizeSampler<V> sizes;
  private final SpillFolder folder;
  private final SpillMemory.Account memory;
  private final Set<SpillableList<V>> inMemory = new LinkedHashSet<>();

  /**
   * No lists.
   *
   * @param transform full name of the transform whose values they are
   */
  SpillableLists(String transform, Coder<V> coder, Spilling spilling) {
    this.transform = transform;
    this.coder = coder;
    this.sizes = new SizeSampler<>(coder);
    this.folder = spilling.folder();
    this.memory = spilling.memory().open();
  }

  Coder<V> coder() {
    return coder;
  }

  @Override
  public SpillableList<V> create() {
    return new SpillableList<>();
  }

  @Override
  public SpillableList<V> add(SpillableList<V> list, V value) {
    long bytes = SpillableValues.PLACE_BYTES + sizes.bytes(value);
    if (list.restBytes() == 0) {
      inMemory.add(list);
    }
    list.add(value, bytes);
    if (memory.take(bytes)) {
      spill();
    }
    return list;
  }

  @Override
  public Iterable<V> result(SpillableList<V> list) {
    return list.values(transform, coder);
  }

  /** {@code list} is no longer used. */
  void release(SpillableList<V> list) {
    if (inMemory.remove(list)) {
      memory.giveBack(list.restBytes());
    }
  }

  @Override
  public void endKey() {
    forget();
  }

  /** Nothing is in memory any more, or nobody needs it. */
  private void forget() {
    inMemory.clear();
    memory.clear();
  }

  private void spill() {
    List<SpillableList<V>> lists = List.copyOf(inMemory);
    List<Segment> segments =
        RunOfLists.write(
            transform, lists.stream().map(SpillableList::rest).toList(), coder, folder);
    for (int i = 0; i < lists.size(); i++) {
      lists.get(i).spilled(segments.get(i));
    }
    forget();
  }
}
