// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.spill;

import dev.joist.operators.state.KeyIdentity;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.vendor.guava.v32_1_2_jre.com.google.common.collect.Iterables;
import org.jspecify.annotations.Nullable;

/**
 * A group has the pairs whose keys' identities have the same hash code: a coder that is not
 * deterministic may write the same key in several ways. Which of them are equal is seen when they
 * are read.
 */
final class ByHash<K extends @Nullable Object, V extends @Nullable Object>
    implements PairLayout<K, V> {

  private final KeyIdentity<K> identities;
  private final KvCoder<K, V> coder;

  ByHash(KvCoder<K, V> coder) {
    this.identities = KeyIdentity.by(coder.getKeyCoder());
    this.coder = coder;
  }

  @Override
  public byte[] group(K key) {
    int hash = identities.of(key).hashCode();
    return ByteBuffer.allocate(Integer.BYTES).putInt(hash).array();
  }

  @Override
  public void write(KV<K, V> pair, OutputStream group) throws IOException {
    coder.encode(pair, group);
  }

  @Override
  public Iterable<V> values(K key, PairGroup group) throws IOException {
    Object sought = identities.of(key);
    Iterable<KV<K, V>> ofKey =
        Iterables.filter(group.content(coder), pair -> identities.of(pair.getKey()).equals(sought));
    return Iterables.transform(ofKey, KV::getValue);
  }

  @Override
  public Iterable<K> keys(PairGroup group) throws IOException {
    Set<Object> seen = new HashSet<>();
    List<K> keys = new ArrayList<>();
    for (KV<K, V> pair : group.content(coder)) {
      if (seen.add(identities.of(pair.getKey()))) {
        keys.add(pair.getKey());
      }
    }
    return keys;
  }

  @Override
  public Iterable<KV<K, V>> pairs(PairGroup group) throws IOException {
    return group.content(coder);
  }
}
