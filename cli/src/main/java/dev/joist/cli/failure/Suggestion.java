// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.failure;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.beam.sdk.util.StringUtils;

/** What somebody most likely meant who typed something that does not exist. */
public final class Suggestion {

  private Suggestion() {}

  /** The one of {@code known} that is written most like {@code typed}, if any is. */
  public static Optional<String> nearest(String typed, Collection<String> known) {
    int most = Math.max(2, typed.length() / 3);
    return known.stream()
        .filter(word -> distance(typed, word) <= most)
        .min(Comparator.comparingInt(word -> distance(typed, word)));
  }

  private static int distance(String typed, String word) {
    return StringUtils.getLevenshteinDistance(
        typed.toLowerCase(Locale.ROOT), word.toLowerCase(Locale.ROOT));
  }
}
