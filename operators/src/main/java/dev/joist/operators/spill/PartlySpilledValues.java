// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.spill;

import dev.joist.operators.size.OnDisk;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.beam.sdk.util.common.Reiterable;
import org.apache.beam.sdk.util.common.Reiterator;
import org.jspecify.annotations.Nullable;

/**
 * Values on disk and then some in memory, to be iterated over as often as one likes.
 *
 * @param spilled the first
 * @param rest the last; nobody changes them any more
 */
public record PartlySpilledValues<V extends @Nullable Object>(
    SpilledValues<V> spilled, List<V> rest) implements Reiterable<V>, OnDisk {

  @Override
  public Reiterator<V> iterator() {
    return new Values<>(spilled.iterator(), rest, 0);
  }

  /** Says how many they are, and not which. */
  @Override
  public String toString() {
    return "%s and %d in memory".formatted(spilled, rest.size());
  }

  private static final class Values<V extends @Nullable Object> implements Reiterator<V> {

    private final Reiterator<V> spilled;
    private final List<V> rest;
    private int next;

    Values(Reiterator<V> spilled, List<V> rest, int next) {
      this.spilled = spilled;
      this.rest = rest;
      this.next = next;
    }

    @Override
    public boolean hasNext() {
      return spilled.hasNext() || next < rest.size();
    }

    @Override
    public V next() {
      if (spilled.hasNext()) {
        return spilled.next();
      }
      if (next == rest.size()) {
        throw new NoSuchElementException("all values have been read");
      }
      return rest.get(next++);
    }

    @Override
    public Reiterator<V> copy() {
      return new Values<>(spilled.copy(), rest, next);
    }
  }
}
