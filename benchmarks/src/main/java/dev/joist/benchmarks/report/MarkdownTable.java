// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** A table of Markdown, built row by row. */
public final class MarkdownTable {

  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();

  public MarkdownTable(List<String> header) {
    this.header = List.copyOf(header);
  }

  /** Adds a row with a cell for each column. */
  public void add(List<String> cells) {
    if (cells.size() != header.size()) {
      throw new IllegalArgumentException(
          "a row of %d cells does not fit a table of %d columns: %s"
              .formatted(cells.size(), header.size(), cells));
    }
    rows.add(List.copyOf(cells));
  }

  /** The lines of the table, the last one ended too. */
  public String render() {
    StringBuilder text = new StringBuilder();
    text.append(line(header)).append(line(Collections.nCopies(header.size(), "---")));
    rows.forEach(row -> text.append(line(row)));
    return text.toString();
  }

  private static String line(List<String> cells) {
    return cells.stream()
        .map(cell -> cell.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
