// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.state;

import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.LengthPrefixCoder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.coders.OptionalCoder;
import org.apache.beam.sdk.coders.VoidCoder;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.util.ShardedKey;
import org.apache.beam.sdk.values.TimestampedValue;

/** Coders whose values cannot change, so that they need no copies. */
final class ImmutableTypes {

  /** Besides the plain ones. */
  private static final Set<Class<?>> LEAVES = Set.of(VoidCoder.class, PaneInfo.PaneInfoCoder.class);

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
    if (PlainCoders.valueClass(coder).isPresent() || LEAVES.contains(coder.getClass())) {
      return true;
    }
    List<? extends Coder<?>> parts = coder.getCoderArguments();
    return COMPOSITES.contains(coder.getClass())
        && parts.stream().allMatch(ImmutableTypes::areEncodedBy);
  }
}
