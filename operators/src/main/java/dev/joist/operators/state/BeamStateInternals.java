// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.state;

import dev.joist.state.CellId;
import dev.joist.state.KeyedStore;
import dev.joist.state.KeyedStoreSpec;
import dev.joist.state.SectionHeader;
import dev.joist.state.SubtaskStores;
import org.apache.beam.runners.core.StateInternals;
import org.apache.beam.runners.core.StateNamespace;
import org.apache.beam.runners.core.StateTag;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.state.State;
import org.apache.beam.sdk.state.StateContext;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.jspecify.annotations.Nullable;

/**
 * The state of one transform in one subtask as Beam asks for it; one object that is pointed at key
 * after key.
 *
 * <p>A cell that it hands out stands for its namespace and tag, and reads and writes the state of
 * the key that is set at that time. So cells are cached over keys, and an element costs no objects.
 *
 * <p><b>Threading:</b> belongs to the thread of its subtask.
 */
public final class BeamStateInternals<K extends @Nullable Object> implements StateInternals {

  private static final int CACHED_NAMESPACES = 64;

  private final KeyedStore<K> store;
  private final BoundTags tags;
  private final @Nullable NamespaceCells[] cache = new NamespaceCells[CACHED_NAMESPACES];
  private @Nullable NamespaceCells latest;

  /**
   * State in a store whose key codec is a {@link CoderCodec} and whose namespace codec is a {@link
   * NamespaceCodec}. Holds that were restored are told to {@code holds} before this returns.
   */
  public BeamStateInternals(String transform, KeyedStore<K> store, HoldListener holds) {
    this.store = store;
    CellBinder binder = new CellBinder(transform, store, holds);
    this.tags = new BoundTags(binder);
    for (SectionHeader header : store.undeclared()) {
      if (header.codecs().contains(CellBinder.HOLD_CODEC.id())) {
        announceHolds(binder, header.cell(), holds);
      }
    }
  }

  /** Opens the keyed state of a transform and its view for Beam. */
  public static <K extends @Nullable Object> BeamStateInternals<K> open(
      SubtaskStores stores,
      String transform,
      Coder<K> keyCoder,
      Coder<? extends BoundedWindow> windowCoder,
      HoldListener holds) {
    KeyedStoreSpec<K> spec =
        new KeyedStoreSpec<>(transform, CoderCodec.of(keyCoder), new NamespaceCodec(windowCoder));
    return new BeamStateInternals<>(transform, stores.keyed(spec), holds);
  }

  /** Points this at {@code key}, and with it every cell that was handed out. */
  public BeamStateInternals<K> useKey(K key) {
    store.useKey(key);
    return this;
  }

  @Override
  public K getKey() {
    return store.key();
  }

  /** The store below, for what Beam's interfaces do not ask. */
  public KeyedStore<K> store() {
    return store;
  }

  @Override
  @SuppressWarnings("unchecked") // the tag says what its spec was bound to
  public <T extends State> T state(
      StateNamespace namespace, StateTag<T> tag, StateContext<?> context) {
    return (T) cellsOf(namespace).get(tags.get(tag)).in(context);
  }

  private NamespaceCells cellsOf(StateNamespace namespace) {
    NamespaceCells cells = latest;
    if (cells != null && cells.namespace() == namespace) {
      return cells;
    }
    int hash = namespace.hashCode() * 0x9e3779b9;
    int index = hash >>> 26;
    cells = cache[index];
    if (cells == null || !cells.namespace().equals(namespace)) {
      cells = new NamespaceCells(namespace);
      cache[index] = cells;
    }
    latest = cells;
    return cells;
  }

  private static void announceHolds(CellBinder binder, CellId cell, HoldListener holds) {
    binder
        .holdCell(cell)
        .forEach((key, namespace, timestamp) -> holds.added(timestamp.getMillis()));
  }
}
