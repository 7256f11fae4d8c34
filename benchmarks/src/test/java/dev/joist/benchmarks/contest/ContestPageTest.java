// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.contest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ContestPageTest {

  private static final String TABLE = "| 1 |\n| --- |\n";

  @Test
  void tellsBelowTheTablesWhatIsNotAsItMustBe() {
    assertThat(ContestPage.body(TABLE, List.of("run 2 failed", "counts differ")))
        .isEqualTo(TABLE + "\n**Not as it must be:**\n\n- run 2 failed\n- counts differ\n");
  }

  @Test
  void hasTheTablesAloneWhenAllIsWell() {
    assertThat(ContestPage.body(TABLE, List.of())).isEqualTo(TABLE);
  }
}
