// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.spill;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collections;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.vendor.guava.v32_1_2_jre.com.google.common.collect.Iterables;
import org.jspecify.annotations.Nullable;

/** A group is a key, as a deterministic coder writes it, with its values: equal keys are alike. */
final class ByEncoding<K extends @Nullable Object, V extends @Nullable Object>
    implements PairLayout<K, V> {

  private final Coder<K> keyCoder;
  private final Coder<V> valueCoder;

  ByEncoding(KvCoder<K, V> coder) {
    this.keyCoder = coder.getKeyCoder();
    this.valueCoder = coder.getValueCoder();
  }

  @Override
  public byte[] group(K key) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    keyCoder.encode(key, out);
    return out.toByteArray();
  }

  @Override
  public void write(KV<K, V> pair, OutputStream group) throws IOException {
    valueCoder.encode(pair.getValue(), group);
  }

  @Override
  public Iterable<V> values(K key, PairGroup group) throws IOException {
    return group.content(valueCoder);
  }

  @Override
  public Iterable<K> keys(PairGroup group) throws IOException {
    return Collections.singletonList(key(group));
  }

  private K key(PairGroup group) throws IOException {
    return keyCoder.decode(new ByteArrayInputStream(group.key()));
  }

  @Override
  public Iterable<KV<K, V>> pairs(PairGroup group) throws IOException {
    K key = key(group);
    return Iterables.transform(group.content(valueCoder), value -> KV.of(key, value));
  }
}
