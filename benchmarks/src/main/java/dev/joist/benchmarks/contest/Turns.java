// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.contest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The order of the runs: row after row, and within a row the sides in turns, A B A B, so that a
 * slow minute of the machine meets all of them.
 */
record Turns(List<Turn> order) {

  /** One run; {@code round} counts from 1. */
  record Turn(Entry entry, int round) {}

  /** Every entry {@code rounds} times. */
  static Turns of(List<Entry> entries, int rounds) {
    Map<String, List<Entry>> rows = new LinkedHashMap<>();
    for (Entry entry : entries) {
      rows.computeIfAbsent(entry.row(), row -> new ArrayList<>()).add(entry);
    }
    return new Turns(rows.values().stream().flatMap(row -> turns(row, rounds)).toList());
  }

  private static Stream<Turn> turns(List<Entry> row, int rounds) {
    return Stream.iterate(1, round -> round <= rounds, round -> round + 1)
        .flatMap(round -> row.stream().map(entry -> new Turn(entry, round)));
  }
}
