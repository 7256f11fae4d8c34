// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.size;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RoughSizeTest {

  private static final int TEN_MB = 10 << 20;

  @Test
  void countArraysAndStringsAsLongAsTheyAre() {
    assertThat(of(new byte[TEN_MB])).isBetween((long) TEN_MB, TEN_MB * 2L);
    assertThat(of("x".repeat(1000))).isBetween(1000L, 1200L);
    assertThat(of(new double[1000])).isBetween(8000L, 8200L);
    assertThat(of(new @Nullable String[] {"x".repeat(1000), null})).isBetween(1000L, 1300L);
  }

  @Test
  void lookIntoPairsAndRows() {
    Schema schema = Schema.builder().addStringField("name").addByteArrayField("content").build();
    Row row = Row.withSchema(schema).addValues("a", new byte[5000]).build();

    assertThat(of(KV.of("key", new byte[5000]))).isBetween(5000L, 5300L);
    assertThat(of(KV.of(null, null))).isBetween(1L, 200L);
    assertThat(of(row)).isBetween(5000L, 5400L);
  }

  @Test
  void takeAFewMembersOfACollectionForAll() {
    List<byte[]> same = Collections.nCopies(1000, new byte[500]);

    assertThat(of(same)).isBetween(500_000L, 550_000L);
    assertThat(of(Map.of("a", new byte[700], "b", new byte[700]))).isBetween(1400L, 2000L);
    assertThat(of(List.of())).isBetween(1L, 200L);
    assertThat(of(Arrays.asList(null, "x".repeat(900)))).isBetween(900L, 1100L);
  }

  @Test
  void doNotIterateOverWhatMayBeReadLazily() {
    Iterable<String> lazy =
        () -> {
          throw new IllegalStateException("read");
        };

    assertThat(of(KV.of("key", lazy))).isBetween(1L, 300L);
  }

  @Test
  void lookNoFurtherThanAFewLevels() {
    List<@Nullable Object> itself = Arrays.asList(new @Nullable Object[] {null});
    itself.set(0, itself);

    assertThat(of(itself)).isBetween(1L, 1000L);
  }

  @Test
  void takeTheUnknownAsSmall() {
    assertThat(of(new Object())).isBetween(1L, 200L);
    assertThat(of(null)).isZero();
    assertThat(of(7L)).isBetween(1L, 100L);
  }

  private static long of(@Nullable Object value) {
    return RoughSize.of(value);
  }
}
