// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner;

import dev.joist.validatesrunner.features.FeaturePage;
import dev.joist.validatesrunner.result.Report;
import dev.joist.validatesrunner.result.SuiteResult;
import dev.joist.validatesrunner.scan.Suite;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Makes the page of results from the result files of earlier runs. */
final class ReportRun {

  private final Path results;
  private final PrintStream out;

  ReportRun(Path results, PrintStream out) {
    this.results = results;
    this.out = out;
  }

  /** Writes the page and returns the exit code. */
  int write(Path page) {
    List<SuiteResult> found =
        Suite.names().stream()
            .map(name -> results.resolve(name + ".json"))
            .filter(Files::exists)
            .map(SuiteResult::read)
            .toList();
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no result in %s; run a suite first".formatted(results));
    }
    write(page, Report.markdown(found) + runsInARow(), out);
    return 0;
  }

  /** What the files of repeated runs say, in a section; nothing if there are none. */
  private String runsInARow() {
    StringBuilder section = new StringBuilder();
    for (String name : Suite.names()) {
      Path file = results.resolve(name + RepeatedRun.FILE_END);
      if (Files.exists(file)) {
        section.append("\n```\n").append(read(file).strip()).append("\n```\n");
      }
    }
    return section.isEmpty() ? "" : "\n## Runs in a row\n" + section;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the runs in " + file, e);
    }
  }

  /** Writes the page of features and returns the exit code: 1 if a test is missing. */
  static int writeFeatures(Path page, Path root, PrintStream out) {
    FeaturePage features =
        FeaturePage.make(SuiteLists.testsThatShowNothing(), root.toAbsolutePath());
    write(page, features.markdown(), out);
    features.problems().forEach(problem -> out.println("PROBLEM " + problem));
    return features.problems().isEmpty() ? 0 : 1;
  }

  private static void write(Path page, String text, PrintStream out) {
    try {
      Files.createDirectories(page.toAbsolutePath().getParent());
      Files.writeString(page, text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the page " + page, e);
    }
    out.println("wrote " + page);
  }
}
