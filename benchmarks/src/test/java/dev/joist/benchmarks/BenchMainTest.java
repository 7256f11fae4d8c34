// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchMainTest {

  private static final int USAGE = 2;

  private final StringWriter err = new StringWriter();
  private final CommandLine bench =
      BenchMain.commandLine().setErr(new PrintWriter(err, true)).setOut(new PrintWriter(err, true));

  @Test
  void helpsWithEachCommand() {
    assertThat(bench.execute("nexmark", "--help")).isZero();
    assertThat(err.toString()).contains("--queries").contains("Default: 0,1,2,5,7,8");
    for (String command : List.of("native", "latency", "wordcount", "curves", "large", "jmh")) {
      assertThat(bench.execute(command, "--help")).as(command).isZero();
    }
  }

  @Test
  void refusesOptionsThatMakeNoSenseBeforeAnythingRuns() {
    assertThat(bench.execute("nexmark", "--runs=0")).isEqualTo(USAGE);
    assertThat(bench.execute("nexmark", "--heap=much")).isEqualTo(USAGE);
    assertThat(bench.execute("nexmark", "--events=many")).isEqualTo(USAGE);
    assertThat(bench.execute("nexmark", "--runners=storm")).isEqualTo(USAGE);
    assertThat(err.toString())
        .contains("--runs must be positive, not 0")
        .contains("--heap takes a size as -Xmx does, such as 2g, not 'much'")
        .contains("'many' is not a number of events")
        .contains("storm");
  }

  @Test
  void refusesContestsThatMakeNoSense() {
    assertThat(bench.execute("native", "--queries=6")).isEqualTo(USAGE);
    assertThat(bench.execute("native", "--runs=0")).isEqualTo(USAGE);
    assertThat(bench.execute("latency", "--rates=0")).isEqualTo(USAGE);
    assertThat(bench.execute("wordcount", "--megabytes=-1")).isEqualTo(USAGE);
    assertThat(bench.execute("wordcount", "--rivals=joist")).isEqualTo(USAGE);
    assertThat(bench.execute("curves", "--heap=much")).isEqualTo(USAGE);
    assertThat(err.toString())
        .contains("no query '6' among [1, 2, 5, 7, 7c, 8]")
        .contains("--runs must be positive, not 0")
        .contains("--rates must be positive, not 0")
        .contains("--megabytes must be positive, not -1")
        .contains("--rivals=joist compares Joist with itself")
        .contains("--heap takes a size as -Xmx does, such as 2g, not 'much'");
  }

  @Test
  void goesOnOnlyWithASessionOfTheSameKind() {
    assertThat(bench.execute("curves", "--resume", "--runs=7", "--events=1")).isEqualTo(USAGE);
    assertThat(bench.execute("nexmark", "--resume", "--heap=777m", "--events=1")).isEqualTo(USAGE);
    assertThat(err.toString().lines().filter(line -> line.endsWith("; leave --resume out")))
        .hasSize(2);
  }
}
