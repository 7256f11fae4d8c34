// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.nativeflink;

import java.util.Arrays;
import java.util.List;

/** The queries that are compared. */
enum Query {
  CURRENCY("1"),
  SELECTION("2"),
  HOT_ITEMS("5"),
  HIGHEST_BID("7"),
  /** As Nexmark's source suggests: by a combiner and not by a side input. */
  HIGHEST_BID_COMBINED("7c"),
  NEW_SELLERS("8");

  private final String word;

  Query(String word) {
    this.word = word;
  }

  /** Nexmark's number for it, with a letter where it is written otherwise. */
  String word() {
    return word;
  }

  static Query of(String word) {
    return Arrays.stream(values())
        .filter(query -> query.word.equals(word))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no query '%s' among %s".formatted(word, words())));
  }

  static List<String> words() {
    return Arrays.stream(values()).map(Query::word).toList();
  }
}
