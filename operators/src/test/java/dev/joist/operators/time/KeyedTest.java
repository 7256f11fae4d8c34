// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.operators.state.KeyIdentity;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VoidCoder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeyedTest {

  @Test
  void isEqualWhereTheEncodingsAreThoughTheKeysAreNot() {
    byte[] key = {1, 2};
    byte[] same = {1, 2};

    assertThat(keyed(ByteArrayCoder.of(), key))
        .isEqualTo(keyed(ByteArrayCoder.of(), same))
        .hasSameHashCodeAs(keyed(ByteArrayCoder.of(), same))
        .isNotEqualTo(keyed(ByteArrayCoder.of(), new byte[] {2, 1}));
  }

  @Test
  @SuppressWarnings("NullAway") // Beam's types do not say that these coders encode null.
  void isEqualToItselfWhereTheKeyIsNull() {
    Keyed<Void> none = keyed(VoidCoder.of(), null);
    Keyed<String> empty = keyed(NullableCoder.of(StringUtf8Coder.of()), "");

    assertThat(none).isEqualTo(keyed(VoidCoder.of(), null)).isNotEqualTo(empty);
    assertThat(none.key()).isNull();
  }

  @Test
  void isNotEqualToItsBareKey() {
    assertThat(keyed(StringUtf8Coder.of(), "a")).isNotEqualTo("a");
  }

  private static <K extends @Nullable Object> Keyed<K> keyed(Coder<K> coder, K key) {
    return Keyed.of(KeyIdentity.by(coder), key);
  }
}
