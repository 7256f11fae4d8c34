// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.wordcount;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.benchmarks.contest.Results;
import dev.joist.benchmarks.contest.Samples;
import dev.joist.benchmarks.contest.Side;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WordCountReportTest {

  @Test
  void comparesTheFirstSideWithTheOthers() {
    Side joist = Side.joist();
    Side spark = Side.rival("SparkRunner", "spark", List.of());
    Results results =
        new Results(
            List.of(
                Samples.run("count", joist, 5, Map.of(CountedWords.WORDS, 12L)),
                Samples.run("count", spark, 13, Map.of(CountedWords.WORDS, 12L)),
                Samples.run("start", joist, 1, Map.of())),
            List.of());

    assertThat(new WordCountReport("count", "start", List.of(joist, spark), results).render())
        .contains("| Joist | 12 | 10.0 | 8.0 | – | – | 300 |")
        .contains("| SparkRunner | 12 | 10.0 | 16.0 | 1.00 | 0.50 | 300 |")
        .contains("| Joist | 2.0 | 3.0 | – | 4.0 | 300 |")
        .contains("| SparkRunner | – | – | – | – | – |");
  }
}
