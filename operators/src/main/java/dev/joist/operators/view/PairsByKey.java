// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.view;

import dev.joist.operators.state.KeyIdentity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.transforms.Materializations.MultimapView;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.vendor.guava.v32_1_2_jre.com.google.common.collect.Iterables;
import org.jspecify.annotations.Nullable;

/**
 * Pairs in memory: what a view of them reads that looks values up by their keys.
 *
 * <p><b>Threading:</b> read by any thread.
 */
final class PairsByKey<K extends @Nullable Object, V extends @Nullable Object>
    implements MultimapView<K, V> {

  private final KeyIdentity<K> identities;
  private final Map<Object, Group<K, V>> groups = new LinkedHashMap<>();

  /** The values of a key, in the order in which they came. */
  private record Group<K extends @Nullable Object, V extends @Nullable Object>(
      K key, List<V> values) {}

  PairsByKey(Coder<K> keyCoder, Iterable<KV<K, V>> pairs) {
    this.identities = KeyIdentity.by(keyCoder);
    for (KV<K, V> pair : pairs) {
      K key = pair.getKey();
      groups
          .computeIfAbsent(identities.of(key), identity -> new Group<>(key, new ArrayList<>()))
          .values()
          .add(pair.getValue());
    }
  }

  /** The keys, each once. */
  @Override
  public Iterable<K> get() {
    return Iterables.transform(Collections.unmodifiableCollection(groups.values()), Group::key);
  }

  @Override
  @SuppressWarnings("NullAway") // Null is a key where the coder of the keys can write it.
  public Iterable<V> get(@Nullable K key) {
    Group<K, V> group = find(key);
    return group == null ? List.of() : Collections.unmodifiableList(group.values());
  }

  private @Nullable Group<K, V> find(K key) {
    try {
      return groups.get(identities.of(key));
    } catch (ClassCastException e) {
      // Maps may be asked for any object, and say that it is not there.
      return null;
    }
  }
}
