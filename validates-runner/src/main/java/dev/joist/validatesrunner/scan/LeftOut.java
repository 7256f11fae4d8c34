// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The tests of a suite that are not run, each with the reason.
 *
 * @param entries in the order of the file
 */
public record LeftOut(List<Entry> entries) {

  /**
   * One line of the file.
   *
   * @param name {@code Class#method} without parameters, or {@code Class} for all of its tests
   * @param reason what keeps them from being run
   */
  public record Entry(String name, String reason) {

    boolean covers(TestId test) {
      String method = test.methodName().replaceFirst("[\\[(].*", "");
      return name.equals(test.className()) || name.equals(test.className() + "#" + method);
    }
  }

  /**
   * A test that is not run.
   *
   * @param test its name, or its class where that cannot even be loaded
   */
  public record Omission(String test, String reason) {}

  public LeftOut {
    entries = List.copyOf(entries);
  }

  /**
   * Reads lines of {@code Class#method | reason} or {@code Class | reason}; empty ones and those
   * that begin with {@code #} are comments.
   */
  public static LeftOut parse(List<String> lines) {
    List<Entry> entries = new ArrayList<>();
    for (String line : lines) {
      if (!line.isBlank() && !line.startsWith("#")) {
        String[] columns = line.split("\\|", 2);
        if (columns.length != 2 || columns[1].isBlank()) {
          throw new IllegalArgumentException(
              "'%s' leaves out a test, but is not of the form Class#method | reason"
                  .formatted(line));
        }
        entries.add(new Entry(columns[0].strip(), columns[1].strip()));
      }
    }
    return new LeftOut(entries);
  }

  /** The entry that leaves a test out. */
  public Optional<Entry> find(TestId test) {
    return entries.stream().filter(entry -> entry.covers(test)).findFirst();
  }

  /** Every test of {@code scan} that is left out, and every class that cannot be loaded. */
  public List<Omission> omissions(SuiteScan scan) {
    List<Omission> omissions = new ArrayList<>();
    for (Entry entry : entries) {
      scan.tests().stream()
          .map(ScannedTest::id)
          .filter(entry::covers)
          .forEach(test -> omissions.add(new Omission(test.toString(), entry.reason())));
      if (scan.unreadable().containsKey(entry.name())) {
        omissions.add(new Omission(entry.name(), entry.reason()));
      }
    }
    return omissions;
  }

  /** What of this list does not fit the scan, and what of the scan it does not account for. */
  public List<String> problems(SuiteScan scan) {
    List<String> problems = new ArrayList<>(scan.problems());
    scan.unreadable()
        .forEach(
            (name, error) -> {
              if (entries.stream().noneMatch(entry -> entry.name().equals(name))) {
                problems.add("the scan could not read class %s (%s)".formatted(name, error));
              }
            });
    for (Entry entry : entries) {
      boolean isKnown =
          scan.unreadable().containsKey(entry.name())
              || scan.tests().stream().anyMatch(test -> entry.covers(test.id()));
      if (!isKnown) {
        problems.add("%s is left out, but is no test of the suite".formatted(entry.name()));
      }
    }
    return problems;
  }
}
