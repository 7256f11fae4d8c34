// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.tpch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TpchQueryTest {

  @Test
  void everyQueryHasATextAndStatementsOfWhichTheLastIsItsResult() {
    assertThat(TpchQueries.names()).hasSize(22);
    for (String name : TpchQueries.names()) {
      TpchQuery query = TpchQuery.named(name);

      assertThat(query.text()).as(name).containsIgnoringCase("select");
      assertThat(query.steps())
          .as(name)
          .allSatisfy(step -> assertThat(step.text()).startsWith("select"))
          .extracting(TpchQuery.Step::name)
          .doesNotHaveDuplicates()
          .endsWith(name);
    }
  }

  @Test
  void leavesOutAnOrderThatHasNoLimit() {
    assertThat(TpchQuery.named("q01").text()).contains("order by");
    assertThat(TpchQuery.named("q01").steps())
        .singleElement()
        .satisfies(step -> assertThat(step.text()).doesNotContain("order by"));
  }

  @Test
  void makesAStepOfEachView() {
    assertThat(TpchQuery.named("q17").steps())
        .extracting(TpchQuery.Step::name)
        .isEqualTo(List.of("averages", "items", "q17"));
  }

  @Test
  void refusesAQueryThatTpchDoesNotHave() {
    assertThatThrownBy(() -> TpchQuery.named("q23")).hasMessage("TPC-H has no query 'q23'");
  }
}
