// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.size;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.CustomCoder;
import org.apache.beam.sdk.coders.IterableCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.WindowedValues;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the channels take elements for, which have just been made. */
class ElementSizesTest {

  private static final int MB = 1 << 20;

  @Test
  void seeEachArrayHoweverRareItIs() {
    ElementSizes<KV<Integer, byte[]>> sizes =
        new ElementSizes<>(KvCoder.of(VarIntCoder.of(), ByteArrayCoder.of()));

    for (int i = 0; i < 300; i++) {
      long bytes = i % 300 == 77 ? 8 * MB : 100;
      assertThat(of(sizes, KV.of(i, new byte[(int) bytes]))).isBetween(bytes, 2 * bytes + 200);
    }
  }

  @Test
  void seeEachStringAndEachListThatMayBeNull() {
    ElementSizes<KV<@Nullable String, Iterable<String>>> sizes =
        new ElementSizes<>(
            KvCoder.of(
                NullableCoder.of(StringUtf8Coder.of()), IterableCoder.of(StringUtf8Coder.of())));

    assertThat(of(sizes, KV.of(null, List.of()))).isLessThan(200);
    assertThat(of(sizes, KV.of("x".repeat(MB), List.of("a")))).isBetween((long) MB, MB + 300L);
    assertThat(of(sizes, KV.of("key", Collections.nCopies(1000, "x".repeat(1000)))))
        .isBetween(1_000_000L, MB + 100_000L);
  }

  @Test
  void lookIntoObjectsOfTheUsersClasses() {
    ElementSizes<Document> sizes = new ElementSizes<>(SerializableCoder.of(Document.class));

    assertThat(of(sizes, new Document(new byte[MB]))).isBetween((long) MB, 2 * MB + 200L);
  }

  @Test
  void askTheCoderWhatObjectsOfClosedClassesTake() {
    ElementSizes<Optional<String>> sizes =
        new ElementSizes<>(new Encoded<Optional<String>>(Optional::orElseThrow));

    assertThat(of(sizes, Optional.of("x".repeat(10_000)))).isBetween(10_000L, 21_000L);
  }

  @Test
  void becomeLargerAtOnceAndSmallerSlowlyWhereTheyLookAtOneOfSixteen() {
    ElementSizes<Document> sizes = new ElementSizes<>(SerializableCoder.of(Document.class));
    of(sizes, new Document(new byte[10_000]));
    for (int i = 1; i < 16; i++) {
      assertThat(of(sizes, new Document(new byte[10]))).isGreaterThan(10_000);
    }

    assertThat(of(sizes, new Document(new byte[10]))).isBetween(8_000L, 10_000L);
  }

  @Test
  void lookAtNothingWhereAllAreOfOneSize() {
    ElementSizes<KV<Long, Integer>> sizes =
        new ElementSizes<>(KvCoder.of(VarLongCoder.of(), VarIntCoder.of()));

    assertThat(sizes.sizeBytes("not even a pair")).isBetween(50L, 200L);
  }

  @Test
  void failForNoElementThatTheCoderCannotEncode() {
    ElementSizes<Object> sizes =
        new ElementSizes<>(
            new Encoded<>(
                object -> {
                  throw new IllegalArgumentException("no " + object);
                }));

    assertThat(of(sizes, Thread.currentThread())).isBetween(1L, 10_000L);
  }

  private static <T extends @Nullable Object> long of(ElementSizes<T> sizes, T value) {
    return sizes.sizeBytes(WindowedValues.valueInGlobalWindow(value));
  }

  private static final class Document implements Serializable {
    @SuppressWarnings("unused") // It is what a document takes of the heap.
    private final byte[] body;

    Document(byte[] body) {
      this.body = body;
    }
  }

  /** Encodes what objects are as text. */
  private static final class Encoded<T> extends CustomCoder<T> {

    private final transient Text<T> text;

    private interface Text<T> {
      String of(T object);
    }

    Encoded(Text<T> text) {
      this.text = text;
    }

    @Override
    public void encode(T value, OutputStream out) throws IOException {
      StringUtf8Coder.of().encode(text.of(value), out);
    }

    @Override
    public T decode(InputStream in) {
      throw new UnsupportedOperationException();
    }
  }
}
