// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.size;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.beam.sdk.coders.CustomCoder;
import org.apache.beam.sdk.transforms.join.RawUnionValue;
import org.apache.beam.sdk.values.KV;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SizeSamplerTest {

  private static final int KB = 1000;

  /** What the coder was asked to encode. */
  private final List<Object> encoded = new ArrayList<>();

  private final SizeSampler<Object> sizes = new SizeSampler<>(new TenKilobytes(encoded));

  @Test
  void walksThroughObjectsOfAnyClass() {
    Seat seat = new Seat("row seven", new Ticket(9L, new Box(new byte[KB]), Instant.EPOCH));

    assertThat(sizes.sample(seat)).isBetween(KB + 100L, KB + 300L);
    assertThat(sizes.sample(KV.of(1L, new RawUnionValue(1, seat)))).isBetween(KB + 150L, KB + 400L);
    assertThat(sizes.sample(List.of(seat, seat))).isBetween(2 * KB + 200L, 2 * KB + 600L);
    assertThat(sizes.sample(Map.of("a", seat))).isBetween(KB + 150L, KB + 500L);
    assertThat(sizes.sample(new long[] {3})).isBetween(24L, 40L);
    assertThat(encoded).isEmpty();
  }

  @Test
  void countsFieldsOfSuperclassesButNotStaticOnes() {
    assertThat(sizes.sample(new Box(new byte[KB]))).isBetween(KB + 30L, KB + 100L);
    assertThat(encoded).isEmpty();
  }

  @Test
  void takesWhatIsSharedByAllForNothing() {
    assertThat(sizes.sample(new Choice(TimeUnit.DAYS, SizeSamplerTest.class))).isLessThan(50);
    assertThat(encoded).isEmpty();
  }

  @Test
  void encodesWhatIsMadeOfMuch() {
    List<String> many = Collections.nCopies(KB, "a word");
    Object[] deep = {null};
    deep[0] = deep;

    assertThat(sizes.sample(many)).isGreaterThanOrEqualTo(2 * 10 * KB);
    assertThat(sizes.sample(deep)).isEqualTo(2 * 10 * KB);
    assertThat(encoded).containsExactly(many, deep);
  }

  @Test
  void encodesWhatHasPartsThatCannotBeReadOrAreReadLazily() {
    Object closed = new AtomicReference<>(new byte[KB]);
    Iterable<Long> lazy =
        () -> {
          throw new IllegalStateException("read");
        };

    assertThat(sizes.sample(KV.of("closed", closed))).isEqualTo(2 * 10 * KB);
    assertThat(sizes.sample(KV.of("lazy", lazy))).isEqualTo(2 * 10 * KB);
    assertThat(encoded).hasSize(2);
  }

  @Test
  void looksAtOneOfSixteenUnlessItIsAnArrayOrAString() {
    assertThat(sizes.bytes(new Box(new byte[KB]))).isGreaterThan(KB);
    for (int i = 1; i < 16; i++) {
      assertThat(sizes.bytes(new Box(new byte[9 * KB]))).isLessThan(2 * KB);
    }
    assertThat(sizes.bytes(new Box(new byte[9 * KB]))).isGreaterThan(9 * KB);
    assertThat(sizes.bytes("x".repeat(3 * KB))).isBetween(3L * KB, 4L * KB);
  }

  @Test
  void doesNotReadWhatIsOnDisk() {
    assertThat(sizes.sample(KV.of("spilled", new Spilled()))).isLessThan(KB);
    assertThat(encoded).isEmpty();
  }

  private record Spilled() implements Iterable<Long>, OnDisk {

    @Override
    public Iterator<Long> iterator() {
      throw new IllegalStateException("read");
    }
  }

  private record Ticket(Long number, Box image, Instant issued) {}

  private record Seat(String name, Ticket ticket) {}

  private record Choice(TimeUnit unit, Class<?> type) {}

  private static class Container {

    private static final byte[] SHARED = new byte[50 * KB];

    private final byte[] content;

    Container(byte[] content) {
      this.content = content;
    }

    @Override
    public String toString() {
      return "%d of %d bytes".formatted(content.length, SHARED.length);
    }
  }

  private static final class Box extends Container {

    Box(byte[] content) {
      super(content);
    }
  }

  private static final class TenKilobytes extends CustomCoder<Object> {

    private final transient List<Object> encoded;

    TenKilobytes(List<Object> encoded) {
      this.encoded = encoded;
    }

    @Override
    public void encode(@Nullable Object value, OutputStream out) throws IOException {
      encoded.add(value);
      out.write(new byte[10 * KB]);
    }

    @Override
    public Object decode(InputStream in) {
      throw new UnsupportedOperationException();
    }
  }
}
