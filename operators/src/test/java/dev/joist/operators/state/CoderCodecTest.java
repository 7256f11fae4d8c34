// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.state.KeyGroup;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.coders.VoidCoder;
import org.apache.beam.sdk.values.KV;
import org.junit.jupiter.api.Test;

class CoderCodecTest {

  @Test
  void writesValuesSoThatTheyCanFollowEachOther() throws IOException {
    CoderCodec<String> codec = CoderCodec.of(StringUtf8Coder.of());
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    codec.encode("one", out);
    codec.encode("two", out);

    ByteArrayInputStream in = new ByteArrayInputStream(out.toByteArray());
    assertThat(codec.decode(in)).isEqualTo("one");
    assertThat(codec.decode(in)).isEqualTo("two");
  }

  @Test
  void comparesByEncoding() {
    CoderCodec<byte[]> codec = CoderCodec.of(ByteArrayCoder.of());

    assertThat(codec.identity(new byte[] {1, 2}))
        .isEqualTo(codec.identity(new byte[] {1, 2}))
        .hasSameHashCodeAs(codec.identity(new byte[] {1, 2}))
        .isNotEqualTo(codec.identity(new byte[] {1, 3}));
  }

  @Test
  @SuppressWarnings("NullAway") // the one value of type Void is null
  void hasAnIdentityAndAKeyGroupForTheKeyNull() {
    CoderCodec<Void> codec = CoderCodec.of(VoidCoder.of());

    assertThat(codec.identity(null)).isNotNull().isEqualTo(codec.identity(null));
    assertThat(KeyGroup.of(codec, null, 128)).isZero();
  }

  @Test
  void copiesWhatCanChange() {
    CoderCodec<List<Integer>> codec = CoderCodec.of(ListCoder.of(VarIntCoder.of()));
    List<Integer> list = new ArrayList<>(List.of(1, 2));

    List<Integer> copy = codec.copy(list);

    assertThat(copy).isEqualTo(list).isNotSameAs(list);
  }

  @Test
  void handsOutWhatCannotChange() {
    CoderCodec<KV<String, Long>> codec =
        CoderCodec.of(KvCoder.of(StringUtf8Coder.of(), NullableCoder.of(VarLongCoder.of())));
    KV<String, Long> pair = KV.of("a", 1L);

    assertThat(codec.isImmutable()).isTrue();
    assertThat(codec.copy(pair)).isSameAs(pair);
  }

  @Test
  void takesAPairForChangeableWhenAPartIs() {
    assertThat(CoderCodec.of(KvCoder.of(StringUtf8Coder.of(), ByteArrayCoder.of())).isImmutable())
        .isFalse();
  }

  @Test
  void isNamedByTheClassesOfItsCoders() {
    assertThat(CoderCodec.of(KvCoder.of(StringUtf8Coder.of(), VarIntCoder.of())).id().name())
        .isEqualTo(
            "org.apache.beam.sdk.coders.KvCoder("
                + "org.apache.beam.sdk.coders.StringUtf8Coder,"
                + "org.apache.beam.sdk.coders.VarIntCoder)");
    assertThat(CoderCodec.of(SerializableCoder.of(String.class)).id().name())
        .isEqualTo("org.apache.beam.sdk.coders.SerializableCoder");
  }
}
