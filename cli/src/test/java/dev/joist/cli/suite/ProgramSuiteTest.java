// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.cli.checkout.Checkout;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramSuiteTest {

  @TempDir Path root;

  private final StringWriter out = new StringWriter();

  /** A launcher whose every module has the class path of this test. */
  @BeforeEach
  void writeLauncher() throws IOException {
    Path launcher = root.resolve("joist");
    Files.writeString(
        launcher, "#!/bin/sh\necho '%s'\n".formatted(System.getProperty("java.class.path")));
    assertThat(launcher.toFile().setExecutable(true)).isTrue();
  }

  @Test
  void takesTheCountsFromTheLastLineAndPassesTheOthersOn() {
    assertThat(run("good", true)).isEqualTo(new Counts(7, 0, 1));

    assertThat(out.toString().lines()).containsExactly("arguments [--suite=good]");
  }

  @Test
  void asksForAllWhereNothingIsToBeShortened() {
    run("good", false);

    assertThat(out.toString()).contains("arguments [--suite=good, --full]");
  }

  @Test
  void reportsTheFailuresOfTheSuite() {
    assertThat(run("bad", true)).isEqualTo(new Counts(7, 2, 0));
  }

  @Test
  void anExitCodeThatContradictsTheCountsIsAFailure() {
    assertThat(run("liar", true)).isEqualTo(new Counts(7, 1, 0));

    assertThat(out.toString()).contains("it reported no failure, and ended with exit code 3");
  }

  @Test
  void aSuiteWithoutResultsHasFailed() {
    assertThat(run("silent", true)).isEqualTo(Counts.ONE_FAILED);

    assertThat(out.toString())
        .contains("silent: FAILED: it ended with exit code 0 and without its results: what now?");
  }

  private Counts run(String name, boolean shortened) {
    Suite suite = new ProgramSuite(name, "a sample", "any", SampleSuite.class.getName(), true);
    return suite.run(new SuiteRun(new Checkout(root), new PrintWriter(out), shortened, List.of()));
  }
}
