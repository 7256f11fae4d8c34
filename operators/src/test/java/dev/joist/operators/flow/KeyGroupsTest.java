// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.flow;

import static dev.joist.operators.fixture.Elements.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.execution.graph.Partitioning.KeyGroupFunction;
import dev.joist.state.KeyGroup;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.beam.sdk.coders.BigEndianLongCoder;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.DoubleCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.coders.VoidCoder;
import org.apache.beam.sdk.values.KV;
import org.junit.jupiter.api.Test;

class KeyGroupsTest {

  private static final List<Integer> GROUP_COUNTS = List.of(1, 2, 7, 128, 4096, 32_768);

  @Test
  @SuppressWarnings("NullAway") // Beam's types do not say that these coders encode null.
  void areThoseOfTheEncodedKeyWhateverItsCoder() throws IOException {
    Random random = new Random(1);
    for (int i = 0; i < 500; i++) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      String text = new String(bytes, StandardCharsets.UTF_16);
      assertCanonical(StringUtf8Coder.of(), text);
      assertCanonical(ByteArrayCoder.of(), bytes);
      assertCanonical(VarIntCoder.of(), random.nextInt());
      assertCanonical(VarLongCoder.of(), random.nextLong() >> random.nextInt(64));
      assertCanonical(BigEndianLongCoder.of(), random.nextLong());
      assertCanonical(DoubleCoder.of(), random.nextDouble());
      assertCanonical(KvCoder.of(VarIntCoder.of(), StringUtf8Coder.of()), KV.of(i, text));
      assertCanonical(ListCoder.of(VarLongCoder.of()), List.of(random.nextLong(), (long) i));
      assertCanonical(NullableCoder.of(StringUtf8Coder.of()), i % 2 == 0 ? null : text);
    }
    assertCanonical(VoidCoder.of(), null);
    assertCanonical(NullableCoder.of(VarIntCoder.of()), null);
  }

  @Test
  void areTheSameForKeysThatAreEncodedTheSame() {
    KeyGroupFunction groups = KeyGroups.by(ByteArrayCoder.of());

    int group = groups.keyGroup(at(0, KV.of(new byte[] {1, 2, 3}, "a")), 128);

    assertThat(groups.keyGroup(at(9, KV.of(new byte[] {1, 2, 3}, "b")), 128)).isEqualTo(group);
  }

  @Test
  void areAllUsed() {
    KeyGroupFunction groups = KeyGroups.by(VarIntCoder.of());
    Set<Integer> used = new HashSet<>();
    for (int key = 0; key < 2000; key++) {
      used.add(groups.keyGroup(at(0, KV.of(key, "")), 128));
    }

    assertThat(used).hasSize(128).allMatch(group -> group >= 0 && group < 128);
  }

  private static <K> void assertCanonical(Coder<K> coder, K key) throws IOException {
    ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    coder.encode(key, encoded);
    KeyGroupFunction groups = KeyGroups.by(coder);
    List<Integer> canonical = new ArrayList<>();
    List<Integer> actual = new ArrayList<>();
    for (int count : GROUP_COUNTS) {
      canonical.add(KeyGroup.ofEncoded(encoded.toByteArray(), count));
      actual.add(groups.keyGroup(at(0, KV.of(key, "value")), count));
    }
    assertThat(actual)
        .as("key encoded as %s by %s", Arrays.toString(encoded.toByteArray()), coder)
        .isEqualTo(canonical);
  }
}
