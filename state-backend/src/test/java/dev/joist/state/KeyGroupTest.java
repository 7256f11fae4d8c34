// SPDX-License-Identifier: Apache-2.0
package dev.joist.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyGroupTest {

  @ParameterizedTest
  @CsvSource({
    "'', 00000000",
    "00, 514e28b7",
    "0000, 30f4c306",
    "000000, 85f0b427",
    "00000000, 2362f9de",
    "21, 72661cf4",
    "2143, a0f7b07a",
    "214365, 7e4a8634",
    "21436587, f55b516b",
    "ffffffff, 76293b50",
  })
  void hashesBytesByMurmur3WithSeedZero(String bytes, String hash) {
    assertThat(murmur3(HexFormat.of().parseHex(bytes))).isEqualTo(HexFormat.fromHexDigits(hash));
  }

  @ParameterizedTest
  @CsvSource({
    "hello, 248bfa47",
    "'hello, world', 149bbb7f",
    "The quick brown fox jumps over the lazy dog, 2e4ff723",
  })
  void hashesTextByMurmur3WithSeedZero(String text, String hash) {
    assertThat(murmur3(text.getBytes(UTF_8))).isEqualTo(HexFormat.fromHexDigits(hash));
  }

  @Test
  void hashesTheSameHoweverTheBytesAreCutIntoPieces() {
    Random random = new Random(1);
    for (int round = 0; round < 1_000; round++) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      Murmur3Stream pieces = new Murmur3Stream();

      for (int at = 0; at < bytes.length; ) {
        int length = Math.min(bytes.length - at, random.nextInt(7));
        if (length == 0) {
          pieces.write(bytes[at++]);
        } else {
          pieces.write(bytes, at, length);
          at += length;
        }
      }

      assertThat(pieces.hash()).isEqualTo(murmur3(bytes));
    }
  }

  @Test
  void putsAKeyIntoTheGroupOfItsEncoding() {
    byte[] encoded = {0, 3, 'k', 'e', 'y'};

    assertThat(KeyGroup.of(StringCodec.of(), "key", 128))
        .isEqualTo(KeyGroup.ofEncoded(encoded, 128))
        .isEqualTo(Integer.remainderUnsigned(murmur3(encoded), 128));
  }

  @Test
  void givesEachGroupOneOwnerAndEachOwnerOneRun() {
    for (int groups : new int[] {1, 2, 3, 7, 16, 100, 128, 1_000}) {
      for (int parallelism = 1; parallelism <= groups; parallelism++) {
        assertThat(owners(parallelism, groups)).isEqualTo(ownersByRange(parallelism, groups));
      }
    }
  }

  @Test
  void dealsTheMostGroupsThereCanBe() {
    int[] owners = owners(KeyGroup.MAX_COUNT - 1, KeyGroup.MAX_COUNT);

    assertThat(owners).isSorted().endsWith(KeyGroup.MAX_COUNT - 2);
  }

  @Test
  void refusesMoreSubtasksThanGroups() {
    assertThatThrownBy(() -> KeyGroupRange.of(0, 129, 128))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("parallelism 129")
        .hasMessageContaining("not 128");
  }

  private static int[] owners(int parallelism, int groups) {
    int[] owners = new int[groups];
    Arrays.setAll(owners, group -> KeyGroup.subtaskOf(group, parallelism, groups));
    return owners;
  }

  /** Lays the ranges one after another; fails where two meet or none is. */
  private static int[] ownersByRange(int parallelism, int groups) {
    int[] owners = new int[groups];
    int next = 0;
    for (int subtask = 0; subtask < parallelism; subtask++) {
      KeyGroupRange range = KeyGroupRange.of(subtask, parallelism, groups);
      assertThat(range.first()).isEqualTo(next);
      Arrays.fill(owners, range.first(), range.last() + 1, subtask);
      next = range.last() + 1;
    }
    assertThat(next).isEqualTo(groups);
    return owners;
  }

  private static int murmur3(byte[] bytes) {
    Murmur3Stream stream = new Murmur3Stream();
    stream.write(bytes, 0, bytes.length);
    return stream.hash();
  }
}
