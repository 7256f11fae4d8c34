// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.validatesrunner.result.SuiteResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program on a few of Beam's tests that need no time. */
class SuiteMainTest {

  private static final String PASSES = "org.apache.beam.sdk.transforms.CreateTest#testCreate";
  private static final String IGNORED = "PDoneTest#testEmptyTransform";
  private static final String DIRECT = "--runner=DirectRunner";
  private static final String ONLY_PASSES = "--only=CreateTest#testCreate";

  @TempDir private Path directory;

  @Test
  void endsWithTheTotalsAndWritesTheResult() throws Exception {
    Run run = run(DIRECT, "--modes=plain,control", ONLY_PASSES, "--only=" + IGNORED);

    assertThat(run.lines().get(run.lines().size() - 1)).isEqualTo("1 passed, 0 failed, 3 skipped");
    assertThat(run.exitCode()).isZero();
    SuiteResult result = SuiteResult.read(directory.resolve("validates-runner-only.json"));
    assertThat(result.passed()).isEqualTo(1);
    assertThat(result.modes().keySet()).containsExactly("plain", "control");
    assertThat(result.modes())
        .hasEntrySatisfying(
            "control", control -> assertThat(control.expectedFailures()).isEqualTo(1));
    assertThat(
            DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(directory.resolve("validates-runner-only.xml").toFile())
                .getElementsByTagName("testcase")
                .getLength())
        .isEqualTo(4);
  }

  @Test
  void failsWhenAListedTestPasses() throws IOException {
    Path known = directory.resolve("known");
    Files.writeString(known, PASSES + " | * | no impulse\n");

    Run run = run(DIRECT, "--modes=plain", ONLY_PASSES, "--known=" + known);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.lines())
        .contains(
            "UNEXPECTED_PASS plain CreateTest#testCreate: it is listed as a known failure but"
                + " passes in mode plain; remove the line")
        .endsWith("0 passed, 1 failed, 0 skipped");
  }

  @Test
  void failsWhenAnUnlistedTestFailsAndOffersTheLine() {
    Run run = run("--runner=NoSuchRunner", "--modes=plain", ONLY_PASSES, "--write-known");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.lines()).contains(PASSES + " | * | ").endsWith("0 passed, 1 failed, 0 skipped");
  }

  @Test
  void countsAListedFailureAsSkipped() throws IOException {
    Path known = directory.resolve("known");
    Files.writeString(known, PASSES + " | plain | there is no such runner\n");

    Run run = run("--runner=NoSuchRunner", "--modes=plain", ONLY_PASSES, "--known=" + known);

    assertThat(run.exitCode()).isZero();
    assertThat(run.lines())
        .contains("1 known failures (listed with their cause in %s)".formatted(known))
        .endsWith("0 passed, 0 failed, 1 skipped");
  }

  @Test
  void resumesWithoutRunningWhatHasAnOutcome() {
    run(DIRECT, "--modes=plain", ONLY_PASSES);

    Run resumed = run(DIRECT, "--modes=plain", ONLY_PASSES, "--resume");

    assertThat(resumed.progress()).contains("0 tests in 0 units to run");
    assertThat(resumed.lines()).endsWith("1 passed, 0 failed, 0 skipped");
  }

  @Test
  void refusesListedTestsThatDoNotExist() throws IOException {
    Path known = directory.resolve("known");
    Files.writeString(known, "a.B#gone | * | because\n");

    Run run = run(DIRECT, "--modes=plain", ONLY_PASSES, "--known=" + known);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.lines())
        .contains("PROBLEM known failure a.B#gone is no test of any suite; remove it")
        .endsWith("1 passed, 1 failed, 0 skipped");
  }

  @Test
  void writesThePageOfTheResults() throws IOException {
    Run run = run(DIRECT, "--modes=plain", ONLY_PASSES);
    Files.move(
        directory.resolve("validates-runner-only.json"),
        directory.resolve("validates-runner.json"));
    Files.writeString(
        directory.resolve("validates-runner-repeat.txt"), "# command\n1 began\n1 ended\n");
    Path page = directory.resolve("page.md");

    Run report = run("--report=" + page);

    assertThat(run.exitCode() + report.exitCode()).isZero();
    assertThat(Files.readString(page))
        .contains("| plain | 1 | 1 | 0 | 0 | 0 |")
        .contains("| UsesImpulse | – |")
        .contains("SuiteMain " + DIRECT)
        .endsWith("## Runs in a row\n\n```\n# command\n1 began\n1 ended\n```\n");
  }

  @Test
  void saysWhichArgumentIsWrong() {
    Run run = run("--suite=unknown");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.progress())
        .contains("there is no suite 'unknown'; the suites are [validates-runner, needs-runner,");
  }

  private record Run(int exitCode, List<String> lines, String progress) {}

  private Run run(String... arguments) {
    String[] all = Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = "--out=" + directory;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode =
        SuiteMain.execute(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            all);
    return new Run(
        exitCode,
        out.toString(StandardCharsets.UTF_8).lines().toList(),
        err.toString(StandardCharsets.UTF_8));
  }
}
