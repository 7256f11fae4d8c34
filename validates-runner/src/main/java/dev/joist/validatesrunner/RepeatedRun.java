// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner;

import dev.joist.validatesrunner.drive.ClassPathDigest;
import dev.joist.validatesrunner.result.SuiteResult;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs of a suite in a row, with a line in a file for each.
 *
 * <p>An interrupted series goes on where it stopped, in the middle of a run if need be, as long as
 * the classes are the same: runs of other code are another series.
 */
final class RepeatedRun {

  /** What the name of a suite's file of runs ends with. */
  static final String FILE_END = "-repeat.txt";

  private static final String BEGAN = " began ";
  private static final Pattern DONE =
      Pattern.compile("\\d+ ended .*: (\\d+) passed, (\\d+) failed, (\\d+) skipped in \\d+ s");

  private final Path file;
  private final String header;
  private final PrintStream out;

  RepeatedRun(SuiteOptions options, PrintStream out) {
    this.file = options.out().resolve(options.suite().name() + FILE_END);
    this.header = "# %s, classes %s".formatted(options.command(), ClassPathDigest.ofDirectories());
    this.out = out;
  }

  /** One run of the suite. */
  @FunctionalInterface
  interface Once {
    SuiteResult run(boolean resumed) throws InterruptedException;
  }

  /** Runs {@code count} times, those included that the file has, and returns the exit code. */
  int run(int count, Once once) throws InterruptedException {
    List<String> lines = linesOfThisSeries(count);
    boolean interrupted = !lines.isEmpty() && lines.get(lines.size() - 1).contains(BEGAN);
    for (int number = done(lines).size() + 1; number <= count; number++) {
      if (!interrupted) {
        append("%d%s%s".formatted(number, BEGAN, now()));
      }
      SuiteResult result = once.run(interrupted);
      interrupted = false;
      append(
          "%d ended %s: %d passed, %d failed, %d skipped in %.0f s"
              .formatted(
                  number,
                  now(),
                  result.passed(),
                  result.failed(),
                  result.skipped(),
                  result.run().seconds()));
    }
    return report(done(read()));
  }

  /** The lines there are, unless they are of other code or of a series that is complete. */
  private List<String> linesOfThisSeries(int count) {
    List<String> lines = read();
    if (lines.isEmpty() || !lines.get(0).equals(header) || done(lines).size() >= count) {
      write(header + "\n", StandardOpenOption.TRUNCATE_EXISTING);
      return List.of();
    }
    return lines;
  }

  private int report(List<int[]> runs) {
    int[] sums = new int[3];
    for (int[] run : runs) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += run[i];
      }
    }
    long clean = runs.stream().filter(run -> run[1] == 0).count();
    out.printf("%d of %d runs without a failure; each is a line in %s%n", clean, runs.size(), file);
    out.printf("%d passed, %d failed, %d skipped%n", sums[0], sums[1], sums[2]);
    return clean == runs.size() ? 0 : 1;
  }

  /** How many passed, failed and were skipped in each run that ended. */
  private static List<int[]> done(List<String> lines) {
    List<int[]> runs = new ArrayList<>();
    for (String line : lines) {
      Matcher matcher = DONE.matcher(line);
      if (matcher.matches()) {
        runs.add(
            new int[] {
              Integer.parseInt(matcher.group(1)),
              Integer.parseInt(matcher.group(2)),
              Integer.parseInt(matcher.group(3))
            });
      }
    }
    return runs;
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS);
  }

  private List<String> read() {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the runs in " + file, e);
    }
  }

  private void append(String line) {
    write(line + "\n", StandardOpenOption.APPEND);
  }

  private void write(String text, StandardOpenOption how) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the runs to " + file, e);
    }
  }
}
