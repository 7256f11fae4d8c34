// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.classpath;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Asks Maven for the class path of a project, telling how the downloads come along. */
public final class MavenResolution {

  private static final String GOAL =
      "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath";
  private static final int REPORT_EVERY = 10;

  private final PrintStream progress;

  public MavenResolution(PrintStream progress) {
    this.progress = progress;
  }

  /**
   * Writes the runtime class path of {@code peer}, whose project is {@code pom}, to {@code target}.
   */
  void writeClassPath(String peer, Path pom, Path target) throws IOException, InterruptedException {
    progress.printf("Resolving the class path of %s; the first time this downloads it%n", peer);
    Process maven =
        new ProcessBuilder(
                List.of(
                    "mvn",
                    "--batch-mode",
                    "--file",
                    pom.toString(),
                    GOAL,
                    "-DincludeScope=runtime",
                    "-Dmdep.outputFile=" + target))
            .redirectErrorStream(true)
            .start();
    StringBuilder errors = new StringBuilder();
    try (BufferedReader output = maven.inputReader(StandardCharsets.UTF_8)) {
      follow(output, errors);
    }
    int status = maven.waitFor();
    if (status != 0) {
      throw new IOException(
          "Maven ended with %d and did not resolve the class path of %s: %s"
              .formatted(status, pom, errors));
    }
  }

  private void follow(BufferedReader output, StringBuilder errors) throws IOException {
    int downloads = 0;
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.contains("Downloaded from") && ++downloads % REPORT_EVERY == 0) {
        progress.printf("  %d files downloaded%n", downloads);
      }
      if (line.contains("[ERROR]")) {
        errors.append(System.lineSeparator()).append(line);
      }
    }
  }
}
