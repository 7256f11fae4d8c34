// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import java.util.Arrays;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.jspecify.annotations.Nullable;

/** A group that is about to be written, in the order of the sort keys. */
final class SortedGroup<K extends @Nullable Object, W extends BoundedWindow>
    implements Comparable<SortedGroup<K, W>> {

  private final byte[] sortKey;
  private final W window;
  private final K key;

  SortedGroup(byte[] sortKey, W window, K key) {
    this.sortKey = sortKey;
    this.window = window;
    this.key = key;
  }

  byte[] sortKey() {
    return sortKey;
  }

  W window() {
    return window;
  }

  K key() {
    return key;
  }

  @Override
  public int compareTo(SortedGroup<K, W> other) {
    return Arrays.compareUnsigned(sortKey, other.sortKey);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SortedGroup<?, ?> that && Arrays.equals(sortKey, that.sortKey);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sortKey);
  }
}
