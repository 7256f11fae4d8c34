// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.parse;

import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * The names by which a transform calls its inputs and outputs, in an order that does not depend on
 * how the proto was decoded.
 */
final class LocalNames {

  /** Shorter first, so that numbers come in the order of their values; then by characters. */
  private static final Comparator<String> ORDER =
      Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

  private LocalNames() {}

  /** {@code byName} in the order of names. */
  static <T> Map<String, T> sorted(Map<String, T> byName) {
    Map<String, T> sorted = new TreeMap<>(ORDER);
    sorted.putAll(byName);
    return Collections.unmodifiableMap(sorted);
  }
}
