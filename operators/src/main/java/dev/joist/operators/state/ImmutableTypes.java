// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.state;

import java.util.List;
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
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.LengthPrefixCoder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.coders.OptionalCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.TextualIntegerCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.coders.VoidCoder;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.util.ShardedKey;
import org.apache.beam.sdk.values.TimestampedValue;

/** Coders whose values cannot change, so that they need no copies. */
final class ImmutableTypes {

  private static final Set<Class<?>> LEAVES =
      Set.of(
          BigDecimalCoder.class,
          BigEndianIntegerCoder.class,
          BigEndianLongCoder.class,
          BigEndianShortCoder.class,
          BigIntegerCoder.class,
          BooleanCoder.class,
          ByteCoder.class,
          DoubleCoder.class,
          DurationCoder.class,
          FloatCoder.class,
          InstantCoder.class,
          StringUtf8Coder.class,
          TextualIntegerCoder.class,
          VarIntCoder.class,
          VarLongCoder.class,
          VoidCoder.class,
          GlobalWindow.Coder.class,
          IntervalWindow.IntervalWindowCoder.class,
          PaneInfo.PaneInfoCoder.class);

  /** Coders of values that are immutable where their parts are. */
  private static final Set<Class<?>> COMPOSITES =
      Set.of(
          KvCoder.class,
          LengthPrefixCoder.class,
          NullableCoder.class,
          OptionalCoder.class,
          ShardedKey.Coder.class,
          TimestampedValue.TimestampedValueCoder.class);

  private ImmutableTypes() {}

  static boolean areEncodedBy(Coder<?> coder) {
    if (LEAVES.contains(coder.getClass())) {
      return true;
    }
    List<? extends Coder<?>> parts = coder.getCoderArguments();
    return COMPOSITES.contains(coder.getClass())
        && parts.stream().allMatch(ImmutableTypes::areEncodedBy);
  }
}
