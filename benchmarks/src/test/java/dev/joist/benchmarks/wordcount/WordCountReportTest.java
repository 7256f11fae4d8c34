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

  private static final Side JOIST = Side.joist();
  private static final Side RUN = Side.joistRun();
  private static final Side SPARK = Side.rival("SparkRunner", "spark", List.of());
  private static final Side PLAIN = Side.plainJava("Plain");
  private static final Map<String, Long> TWELVE = Map.of(CountedWords.WORDS, 12L);

  @Test
  void comparesBothWaysToStartJoistWithTheOthers() {
    Results results =
        new Results(
            List.of(
                Samples.run("count", JOIST, 5, TWELVE),
                Samples.run("count", RUN, 1, TWELVE),
                Samples.run("count", SPARK, 13, TWELVE)),
            List.of());

    assertThat(report(results))
        .contains(
            "| Peak memory, MiB | Joist / it, time | Joist by `./joist run` / it, time"
                + " | Joist / it, CPU | Joist by `./joist run` / it, CPU |")
        .contains("| Joist | 12 | 10.0 | 8.0 | 300 | – | – | – | – |")
        .contains("| Joist by `./joist run` | 12 | 10.0 | 4.0 | 300 | – | – | – | – |")
        .contains("| SparkRunner | 12 | 10.0 | 16.0 | 300 | 1.00 | 1.00 | 0.50 | 0.25 |");
  }

  @Test
  void hasDashesForASideThatDidNotStart() {
    Results results =
        new Results(
            List.of(
                Samples.run("start", JOIST, 1, Map.of()), Samples.run("start", SPARK, 1, Map.of())),
            List.of());

    assertThat(report(results))
        .contains("| Joist | 2.0 | 3.0 | 4.0 | 300 | – | – |")
        .contains("| Joist by `./joist run` | – | – | – | – | – | – |")
        .contains("| SparkRunner | 2.0 | 3.0 | 4.0 | 300 | 1.00 | – |");
  }

  @Test
  void hasAProgramWithoutBeamAmongTheCountsAlone() {
    Results results =
        new Results(
            List.of(Samples.run("count", JOIST, 6, TWELVE), Samples.run("count", PLAIN, 1, TWELVE)),
            List.of());

    assertThat(report(results)).containsOnlyOnce("| Plain | 12 | 10.0 | 4.0 | 300 | 1.00 | – | 2");
  }

  @Test
  void tellsHowTheSidesWereStarted() {
    assertThat(report(new Results(List.of(), List.of())))
        .contains(
            "*Joist by `./joist run`* is the same program as `./joist run PROGRAM` starts it");
  }

  private static String report(Results results) {
    return new WordCountReport(
            "count",
            List.of(JOIST, RUN, SPARK, PLAIN),
            "start",
            List.of(JOIST, RUN, SPARK),
            results)
        .render();
  }
}
