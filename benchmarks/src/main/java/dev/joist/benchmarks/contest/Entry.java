// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.contest;

import java.util.List;
import java.util.Locale;

/**
 * A program that one side runs for one row of the table.
 *
 * @param row the row, which the programs of several sides share
 * @param side who runs it
 * @param mainClass the program; its first argument will be the file to write its {@code Facts} to
 * @param args its further arguments
 */
public record Entry(String row, Side side, String mainClass, List<String> args) {

  public Entry {
    args = List.copyOf(args);
  }

  /** For example "100,000 events/s on Joist, run 2". */
  String describe(int round) {
    return "%s on %s, run %d".formatted(row, side.title(), round);
  }

  /** A name for the files of one run. */
  String fileName(int round) {
    return (row + "-" + side.title()).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-")
        + "-"
        + round;
  }
}
