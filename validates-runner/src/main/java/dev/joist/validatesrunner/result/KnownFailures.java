// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.result;

import dev.joist.validatesrunner.drive.Mode;
import dev.joist.validatesrunner.scan.TestId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The tests that are known to fail, each with the cause. A listed test that passes fails the run,
 * so that the list only shrinks.
 *
 * @param entries sorted by test
 */
public record KnownFailures(List<Entry> entries) {

  /** Stands for all modes. */
  private static final String ALL_MODES = "*";

  /** Stands for all modes without checks of elements. */
  private static final String UNCHECKED = "unchecked";

  /**
   * One line of the file.
   *
   * @param modes in which it fails; {@code *} for all but the control, {@code unchecked} for those
   *     of them in which elements are not checked
   */
  public record Entry(TestId test, Set<String> modes, String cause) {
    public Entry {
      modes = Set.copyOf(modes);
    }

    boolean covers(String mode) {
      return modes.contains(ALL_MODES)
          || modes.contains(mode)
          || (wantsChecks() && !Mode.isChecked(mode));
    }

    boolean wantsChecks() {
      return modes.contains(UNCHECKED);
    }

    String modesText() {
      return String.join(",", new TreeSet<>(modes));
    }
  }

  public KnownFailures {
    entries = List.copyOf(entries);
  }

  /**
   * Reads lines of {@code Class#method[params] | modes, * or unchecked | cause}; empty ones and
   * those that begin with {@code #} are comments.
   */
  public static KnownFailures parse(List<String> lines) {
    List<Entry> entries = new ArrayList<>();
    Map<String, String> seen = new HashMap<>();
    for (String line : lines) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      Entry entry = parse(line);
      for (String mode : entry.modes()) {
        String earlier = seen.put(entry.test() + " " + mode, line);
        if (earlier != null) {
          throw new IllegalArgumentException(
              "known failure '%s' repeats '%s'".formatted(line, earlier));
        }
      }
      entries.add(entry);
    }
    entries.sort(Comparator.comparing(Entry::test));
    return new KnownFailures(entries);
  }

  private static Entry parse(String line) {
    String[] columns = line.split("\\s\\|(?:\\s|$)", 3);
    if (columns.length < 3) {
      throw new IllegalArgumentException(
          "known failure '%s' is not of the form Class#method | modes or * | cause"
              .formatted(line));
    }
    String cause = columns[2].strip();
    if (cause.isEmpty()) {
      throw new IllegalArgumentException(
          "known failure '%s' has no cause; say why the test fails".formatted(line));
    }
    Set<String> modes = new TreeSet<>();
    Stream.of(columns[1].split(",")).map(String::strip).forEach(modes::add);
    return new Entry(TestId.parse(columns[0].strip()), modes, cause);
  }

  /** Whether a test passes only where elements are checked. */
  public boolean wantsChecks(TestId test) {
    return entries.stream().anyMatch(entry -> entry.test().equals(test) && entry.wantsChecks());
  }

  /** The entry that says that a test fails in a mode. */
  public Optional<Entry> find(String mode, TestId test) {
    return entries.stream()
        .filter(entry -> entry.test().equals(test) && entry.covers(mode))
        .findFirst();
  }
}
