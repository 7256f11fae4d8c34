// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.apache.beam.sdk.coders.BigDecimalCoder;
import org.apache.beam.sdk.coders.BigEndianIntegerCoder;
import org.apache.beam.sdk.coders.BigEndianLongCoder;
import org.apache.beam.sdk.coders.BigEndianShortCoder;
import org.apache.beam.sdk.coders.BigIntegerCoder;
import org.apache.beam.sdk.coders.BooleanCoder;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.ByteCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.DoubleCoder;
import org.apache.beam.sdk.coders.DurationCoder;
import org.apache.beam.sdk.coders.FloatCoder;
import org.apache.beam.sdk.coders.InstantCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.MapCoder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.coders.RowCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.TextualIntegerCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.Row;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeyIdentityTest {

  private static final int PAIRS = 20_000;
  private static final Schema LEFT = Schema.builder().addInt64Field("a").build();
  private static final Schema RIGHT = Schema.builder().addInt64Field("b").build();

  /** Values of each coder, from few enough that two are often the same, and from corners. */
  private static final Map<Coder<?>, Function<Random, ?>> GENERATORS = generators();

  private static Map<Coder<?>, Function<Random, ?>> generators() {
    Map<Coder<?>, Function<Random, ?>> all = new LinkedHashMap<>();
    all.put(BigDecimalCoder.of(), random -> new BigDecimal(bigInteger(random), random.nextInt(3)));
    all.put(BigEndianIntegerCoder.of(), KeyIdentityTest::anInt);
    all.put(BigEndianLongCoder.of(), KeyIdentityTest::aLong);
    all.put(BigEndianShortCoder.of(), random -> (short) anInt(random));
    all.put(BigIntegerCoder.of(), KeyIdentityTest::bigInteger);
    all.put(BooleanCoder.of(), Random::nextBoolean);
    all.put(ByteCoder.of(), random -> (byte) anInt(random));
    all.put(DoubleCoder.of(), KeyIdentityTest::aDouble);
    all.put(DurationCoder.of(), random -> Duration.millis(aLong(random)));
    all.put(FloatCoder.of(), random -> aFloat(random));
    all.put(InstantCoder.of(), random -> Instant.ofEpochMilli(aLong(random)));
    all.put(StringUtf8Coder.of(), KeyIdentityTest::aString);
    all.put(TextualIntegerCoder.of(), KeyIdentityTest::anInt);
    all.put(VarIntCoder.of(), KeyIdentityTest::anInt);
    all.put(VarLongCoder.of(), KeyIdentityTest::aLong);
    all.put(GlobalWindow.Coder.INSTANCE, random -> GlobalWindow.INSTANCE);
    all.put(
        IntervalWindow.getCoder(),
        random -> {
          long start = random.nextInt(3);
          return new IntervalWindow(
              Instant.ofEpochMilli(start), Instant.ofEpochMilli(start + random.nextInt(3)));
        });
    all.put(
        ByteArrayCoder.of(),
        random -> aString(random).getBytes(java.nio.charset.StandardCharsets.UTF_16));
    all.put(
        KvCoder.of(StringUtf8Coder.of(), VarLongCoder.of()),
        random -> KV.of(aString(random), aLong(random)));
    all.put(
        NullableCoder.of(VarIntCoder.of()), random -> random.nextBoolean() ? null : anInt(random));
    all.put(
        ListCoder.of(StringUtf8Coder.of()),
        random -> Arrays.asList(aString(random), aString(random)));
    all.put(
        RowCoder.of(LEFT),
        random ->
            Row.withSchema(random.nextBoolean() ? LEFT : RIGHT).addValue(aLong(random)).build());
    return all;
  }

  @Test
  @SuppressWarnings("unchecked") // Each coder has a generator of its values.
  void isEqualExactlyWhereTheEncodingsAre() {
    GENERATORS.forEach(
        (coder, generator) -> compare((Coder<Object>) coder, (Function<Random, Object>) generator));
  }

  private static void compare(Coder<Object> coder, Function<Random, Object> generator) {
    KeyIdentity<Object> identities = KeyIdentity.by(coder);
    Random random = new Random(7);
    for (int i = 0; i < PAIRS; i++) {
      Object left = generator.apply(random);
      Object right = generator.apply(random);
      boolean sameEncoding = Arrays.equals(encoded(coder, left), encoded(coder, right));

      assertThat(identities.of(left).equals(identities.of(right)))
          .as("%s: %s and %s", coder, left, right)
          .isEqualTo(sameEncoding);
      if (sameEncoding) {
        assertThat(identities.of(left)).as("%s", coder).hasSameHashCodeAs(identities.of(right));
      }
    }
  }

  @Test
  void coversEveryPlainCoder() {
    assertThat(GENERATORS.keySet().stream().map(Object::getClass))
        .containsAll(PlainCoders.coderClasses());
  }

  @Test
  void isTheKeyItselfForPlainCoders() {
    Long key = 1_000_000L;
    String name = new String("name");

    assertThat(KeyIdentity.by(VarLongCoder.of()).of(key)).isSameAs(key);
    assertThat(KeyIdentity.by(StringUtf8Coder.of()).of(name)).isSameAs(name);
  }

  @Test
  void isTheDecodedValueForCodersThatWriteEqualKeysInSeveralWays() {
    KeyIdentity<Map<String, Integer>> identities =
        KeyIdentity.by(MapCoder.of(StringUtf8Coder.of(), VarIntCoder.of()));
    Map<String, Integer> one = new LinkedHashMap<>();
    one.put("a", 1);
    one.put("b", 2);
    Map<String, Integer> other = new LinkedHashMap<>();
    other.put("b", 2);
    other.put("a", 1);

    assertThat(identities.of(one)).isEqualTo(identities.of(other));
  }

  @Test
  void namesTheKeyAndTheCoderWhereAKeyCannotBeEncoded() {
    KeyIdentity<Serializable> identities = KeyIdentity.by(SerializableCoder.of(Serializable.class));
    Serializable key = new Unwritable();

    assertThatThrownBy(() -> identities.of(key))
        .isInstanceOfAny(UncheckedIOException.class, IllegalArgumentException.class);
  }

  private static final class Unwritable implements Serializable {
    @SuppressWarnings("UnusedVariable") // It is what cannot be written.
    private final Object part = new Object();
  }

  private static byte[] encoded(Coder<Object> coder, @Nullable Object value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      coder.encode(value, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static int anInt(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> Integer.MAX_VALUE;
      case 1 -> Integer.MIN_VALUE;
      default -> random.nextInt(5) - 2;
    };
  }

  private static long aLong(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> 1L << 32;
      case 1 -> 1L << 62;
      default -> anInt(random);
    };
  }

  private static BigInteger bigInteger(Random random) {
    return BigInteger.valueOf(aLong(random)).pow(1 + random.nextInt(2));
  }

  private static double aDouble(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> 0.0;
      case 1 -> -0.0;
      case 2 -> Double.NaN;
      case 3 -> Double.longBitsToDouble(0x7ff8000000000001L);
      case 4 -> Double.POSITIVE_INFINITY;
      case 5 -> Double.MIN_VALUE;
      default -> random.nextInt(3);
    };
  }

  private static float aFloat(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> -0.0f;
      case 1 -> Float.intBitsToFloat(0x7fc00001);
      case 2 -> Float.NaN;
      default -> (float) aDouble(random);
    };
  }

  /** Some have halves of surrogate pairs, which are encoded as a question mark. */
  private static String aString(Random random) {
    String letters = "ab?\ud83d\ude00";
    StringBuilder string = new StringBuilder();
    for (int i = random.nextInt(3); i > 0; i--) {
      string.append(letters.charAt(random.nextInt(letters.length())));
    }
    return string.toString();
  }
}
