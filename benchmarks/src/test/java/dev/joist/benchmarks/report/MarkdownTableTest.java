// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownTableTest {

  @Test
  void rendersARowALine() {
    MarkdownTable table = new MarkdownTable(List.of("Query", "Speed"));
    table.add(List.of("0", "a|b"));

    assertThat(table.render())
        .isEqualTo(
            """
            | Query | Speed |
            | --- | --- |
            | 0 | a\\|b |
            """);
  }

  @Test
  void refusesARowThatDoesNotFit() {
    MarkdownTable table = new MarkdownTable(List.of("Query", "Speed"));

    assertThatThrownBy(() -> table.add(List.of("0")))
        .hasMessage("a row of 1 cells does not fit a table of 2 columns: [0]");
  }
}
