// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurefireReportsTest {

  @TempDir Path module;

  @Test
  void readsTheCountsOfEachTestClass() throws IOException {
    report("dev.joist.ATest", 5, 1, 1, 2);
    report("dev.joist.BTest", 3, 0, 0, 0);

    assertThat(new SurefireReports(module).read())
        .isEqualTo(
            Map.of("dev.joist.ATest", new Counts(1, 2, 2), "dev.joist.BTest", new Counts(3, 0, 0)));
  }

  @Test
  void anEarlierRunDoesNotCount() throws IOException {
    report("dev.joist.ATest", 5, 0, 0, 0);
    SurefireReports reports = new SurefireReports(module);

    reports.clear();

    assertThat(reports.read()).isEmpty();
  }

  @Test
  void aModuleWithoutReportsHasNone() {
    assertThat(new SurefireReports(module).read()).isEmpty();
  }

  @Test
  void findsTheTestClassesInTheSources() throws IOException {
    source("dev/joist/ATest.java");
    source("dev/joist/deep/BTest.java");
    source("dev/joist/Fixture.java");

    assertThat(new SurefireReports(module).testClasses())
        .containsExactly("dev.joist.ATest", "dev.joist.deep.BTest");
  }

  private void report(String name, int tests, int failures, int errors, int skipped)
      throws IOException {
    Path file = module.resolve("target/surefire-reports/TEST-" + name + ".xml");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuite name="%s" tests="%d" failures="%d" errors="%d" skipped="%d">
          <testcase name="one"/>
        </testsuite>
        """
            .formatted(name, tests, failures, errors, skipped));
  }

  private void source(String name) throws IOException {
    Path file = module.resolve("src/test/java").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "");
  }
}
