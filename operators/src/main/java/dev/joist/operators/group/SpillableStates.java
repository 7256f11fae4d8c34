// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import org.apache.beam.runners.core.InMemoryStateInternals.InMemoryStateBinder;
import org.apache.beam.runners.core.StateInternals;
import org.apache.beam.runners.core.StateNamespace;
import org.apache.beam.runners.core.StateTable;
import org.apache.beam.runners.core.StateTag;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.state.BagState;
import org.apache.beam.sdk.state.ReadableState;
import org.apache.beam.sdk.state.State;
import org.apache.beam.sdk.state.StateContext;
import org.jspecify.annotations.Nullable;

/** The state of a key in memory, but for its values, which may be more than fit. */
@SuppressWarnings("deprecation") // Beam's tables of states take binders of tags alone.
final class SpillableStates<K extends @Nullable Object, V> implements StateInternals {

  private final K key;
  private final SpillableLists<V> lists;
  private final StateTable states =
      new StateTable() {
        @Override
        protected StateTag.StateBinder binderForNamespace(
            StateNamespace namespace, StateContext<?> context) {
          return new Binder(context);
        }
      };

  SpillableStates(K key, SpillableLists<V> lists) {
    this.key = key;
    this.lists = lists;
  }

  @Override
  public K getKey() {
    return key;
  }

  @Override
  public <T extends State> T state(
      StateNamespace namespace, StateTag<T> address, StateContext<?> context) {
    return states.get(namespace, address, context);
  }

  private final class Binder extends InMemoryStateBinder {

    Binder(StateContext<?> context) {
      super(context);
    }

    @Override
    @SuppressWarnings("unchecked") // What the coder of the values encodes are values.
    public <T> BagState<T> bindBag(StateTag<BagState<T>> address, Coder<T> elementCoder) {
      return elementCoder.equals(lists.coder())
          ? (BagState<T>) new Bag()
          : super.bindBag(address, elementCoder);
    }
  }

  private final class Bag implements BagState<V> {

    private SpillableList<V> list = lists.create();

    @Override
    public void add(V value) {
      list = lists.add(list, value);
    }

    @Override
    public Iterable<V> read() {
      return lists.result(list);
    }

    /** What was read before stays as it was. */
    @Override
    public void clear() {
      lists.release(list);
      list = lists.create();
    }

    @Override
    public ReadableState<Boolean> isEmpty() {
      return new ReadableState<>() {
        @Override
        public Boolean read() {
          return list.isEmpty();
        }

        @Override
        public ReadableState<Boolean> readLater() {
          return this;
        }
      };
    }

    @Override
    public BagState<V> readLater() {
      return this;
    }
  }
}
