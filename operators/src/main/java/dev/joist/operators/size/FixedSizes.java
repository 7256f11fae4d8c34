// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.size;

import java.util.Set;
import org.apache.beam.sdk.coders.BigEndianIntegerCoder;
import org.apache.beam.sdk.coders.BigEndianLongCoder;
import org.apache.beam.sdk.coders.BigEndianShortCoder;
import org.apache.beam.sdk.coders.BooleanCoder;
import org.apache.beam.sdk.coders.ByteCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.DoubleCoder;
import org.apache.beam.sdk.coders.DurationCoder;
import org.apache.beam.sdk.coders.FloatCoder;
import org.apache.beam.sdk.coders.InstantCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.coders.VoidCoder;

/** Coders whose values all take as much memory: a header and at most eight bytes. */
final class FixedSizes {

  static final long BYTES = 24;

  private static final Set<Class<?>> CODERS =
      Set.of(
          BigEndianIntegerCoder.class,
          BigEndianLongCoder.class,
          BigEndianShortCoder.class,
          BooleanCoder.class,
          ByteCoder.class,
          DoubleCoder.class,
          DurationCoder.class,
          FloatCoder.class,
          InstantCoder.class,
          VarIntCoder.class,
          VarLongCoder.class,
          VoidCoder.class);

  private FixedSizes() {}

  static boolean has(Coder<?> coder) {
    return CODERS.contains(coder.getClass());
  }
}
