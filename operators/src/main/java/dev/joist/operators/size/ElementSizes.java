// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.size;

import dev.joist.execution.channel.SizeEstimator;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.values.WindowedValue;
import org.jspecify.annotations.Nullable;

/**
 * Estimates the memory of the elements of one collection, by what its coder tells of their values.
 *
 * <p>Values of which only one of sixteen is looked at are taken to become larger at once and
 * smaller slowly.
 */
public final class ElementSizes<T extends @Nullable Object> implements SizeEstimator {

  /** What a windowed value adds: itself, its timestamp and, shared with others, its windows. */
  private static final long ELEMENT_BYTES = 48;

  private final SizeSampler<T> values;

  /** Whether all values are taken to have one size, so that none is looked at. */
  private final boolean isFixed;

  private final long fixedBytes;

  /** The sizes of elements with values that {@code coder} encodes. */
  public ElementSizes(Coder<T> coder) {
    this.values = SizeSampler.ofMany(coder);
    this.isFixed = values.isFixed();
    this.fixedBytes = ELEMENT_BYTES + values.fixedBytes();
  }

  @Override
  @SuppressWarnings("unchecked") // A value of another type is sized all the same.
  public long sizeBytes(Object element) {
    if (isFixed) {
      return fixedBytes;
    }
    return element instanceof WindowedValue<?> windowed
        ? ELEMENT_BYTES + values.bytes((T) windowed.getValue())
        : RoughSize.of(element);
  }
}
