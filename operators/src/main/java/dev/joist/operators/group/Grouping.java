// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import dev.joist.operators.services.JobServices;
import org.apache.beam.runners.core.SystemReduceFn;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.WindowingStrategy;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link GroupingOperator} groups and how.
 *
 * @param transform full name of the transform
 * @param keyCoder coder of the keys
 * @param valueCoder coder of the values that are grouped
 * @param windowing strategy of the input
 * @param reduceFn keeps the values of a window, or what becomes of them
 * @param shape how keys and values are found in elements, and results made of them
 * @param services what the operators of the job share
 */
public record Grouping<K extends @Nullable Object, InputT, OutputT, W extends BoundedWindow>(
    String transform,
    Coder<K> keyCoder,
    Coder<InputT> valueCoder,
    WindowingStrategy<?, W> windowing,
    SystemReduceFn<K, InputT, ?, OutputT, W> reduceFn,
    Shape<K, InputT, OutputT> shape,
    JobServices services) {

  /** How elements are taken apart and results put together. */
  public interface Shape<K extends @Nullable Object, InputT, OutputT> {

    /** The key of an element's value. */
    K key(Object value);

    /** What is grouped of an element's value. */
    InputT input(Object value);

    /** The value of a result. */
    Object result(KV<K, OutputT> group);
  }

  /** Pairs in, pairs out. */
  public static final class Pairs<K extends @Nullable Object, InputT, OutputT>
      implements Shape<K, InputT, OutputT> {

    @Override
    @SuppressWarnings("unchecked") // The plan links pairs of these types.
    public K key(Object value) {
      return ((KV<K, InputT>) value).getKey();
    }

    @Override
    @SuppressWarnings("unchecked") // The plan links pairs of these types.
    public InputT input(Object value) {
      return ((KV<K, InputT>) value).getValue();
    }

    @Override
    public Object result(KV<K, OutputT> group) {
      return group;
    }
  }

  /** Bare values in, bare results out: everything has the same key, which is none. */
  public static final class Values<InputT, OutputT>
      implements Shape<@Nullable Void, InputT, OutputT> {

    @Override
    public @Nullable Void key(Object value) {
      return null;
    }

    @Override
    @SuppressWarnings("unchecked") // The plan links values of this type.
    public InputT input(Object value) {
      return (InputT) value;
    }

    @Override
    public Object result(KV<@Nullable Void, OutputT> group) {
      return group.getValue();
    }
  }
}
