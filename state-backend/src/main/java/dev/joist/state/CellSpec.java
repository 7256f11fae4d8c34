// SPDX-License-Identifier: Apache-2.0
package dev.joist.state;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Declares a cell of keyed state. */
public sealed interface CellSpec {

  CellId id();

  CellKind kind();

  /** The codecs of the content, in the order in which a snapshot writes what they encode. */
  List<Codec<?>> codecs();

  /** A cell with at most one value. */
  record Value<T extends @Nullable Object>(CellId id, Codec<T> codec) implements CellSpec {
    @Override
    public CellKind kind() {
      return CellKind.VALUE;
    }

    @Override
    public List<Codec<?>> codecs() {
      return List.of(codec);
    }
  }

  /** A cell that grows by appending. */
  record Bag<T extends @Nullable Object>(CellId id, Codec<T> codec) implements CellSpec {
    @Override
    public CellKind kind() {
      return CellKind.BAG;
    }

    @Override
    public List<Codec<?>> codecs() {
      return List.of(codec);
    }
  }

  /** A cell that maps keys, compared by {@link Codec#identity}, to values. */
  record Mapping<K extends @Nullable Object, V extends @Nullable Object>(
      CellId id, Codec<K> keyCodec, Codec<V> valueCodec) implements CellSpec {
    @Override
    public CellKind kind() {
      return CellKind.MAP;
    }

    @Override
    public List<Codec<?>> codecs() {
      return List.of(keyCodec, valueCodec);
    }
  }

  /** A cell of values sorted by timestamp. */
  record OrderedList<T extends @Nullable Object>(CellId id, Codec<T> codec) implements CellSpec {
    @Override
    public CellKind kind() {
      return CellKind.ORDERED_LIST;
    }

    @Override
    public List<Codec<?>> codecs() {
      return List.of(codec);
    }
  }

  /** Timers; their layout is the store's own. */
  record Timers(CellId id) implements CellSpec {

    @Override
    public CellKind kind() {
      return CellKind.TIMERS;
    }

    @Override
    public List<Codec<?>> codecs() {
      return List.of();
    }
  }
}
