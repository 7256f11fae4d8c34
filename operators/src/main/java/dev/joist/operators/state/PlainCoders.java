// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.state;

import static java.util.Map.entry;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.beam.sdk.coders.BigDecimalCoder;
import org.apache.beam.sdk.coders.BigEndianIntegerCoder;
import org.apache.beam.sdk.coders.BigEndianLongCoder;
import org.apache.beam.sdk.coders.BigEndianShortCoder;
import org.apache.beam.sdk.coders.BigIntegerCoder;
import org.apache.beam.sdk.coders.BooleanCoder;
import org.apache.beam.sdk.coders.ByteCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.DoubleCoder;
import org.apache.beam.sdk.coders.DurationCoder;
import org.apache.beam.sdk.coders.FloatCoder;
import org.apache.beam.sdk.coders.InstantCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.TextualIntegerCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.joda.time.Duration;
import org.joda.time.Instant;

/**
 * Coders of values that cannot change, that come back from the coder as they were, and of which two
 * are equal exactly if their encodings are.
 *
 * <p>Strings are an exception to the last two: a string with half a surrogate pair is encoded as if
 * it had a question mark there.
 */
public final class PlainCoders {

  private static final Map<Class<?>, Class<?>> VALUE_CLASSES =
      Map.ofEntries(
          entry(BigDecimalCoder.class, BigDecimal.class),
          entry(BigEndianIntegerCoder.class, Integer.class),
          entry(BigEndianLongCoder.class, Long.class),
          entry(BigEndianShortCoder.class, Short.class),
          entry(BigIntegerCoder.class, BigInteger.class),
          entry(BooleanCoder.class, Boolean.class),
          entry(ByteCoder.class, Byte.class),
          entry(DoubleCoder.class, Double.class),
          entry(DurationCoder.class, Duration.class),
          entry(FloatCoder.class, Float.class),
          entry(InstantCoder.class, Instant.class),
          entry(StringUtf8Coder.class, String.class),
          entry(TextualIntegerCoder.class, Integer.class),
          entry(VarIntCoder.class, Integer.class),
          entry(VarLongCoder.class, Long.class),
          entry(GlobalWindow.Coder.class, GlobalWindow.class),
          entry(IntervalWindow.IntervalWindowCoder.class, IntervalWindow.class));

  private PlainCoders() {}

  static Set<Class<?>> coderClasses() {
    return VALUE_CLASSES.keySet();
  }

  /** The class of the values that {@code coder} gives back, if it is one of these coders. */
  public static Optional<Class<?>> valueClass(Coder<?> coder) {
    return Optional.ofNullable(VALUE_CLASSES.get(coder.getClass()));
  }
}
