// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.drive;

import dev.joist.validatesrunner.scan.TestId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** How long each test took in an earlier run, kept in a file; only a hint for the order of work. */
public final class Timings {

  private record Key(String mode, TestId test) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byMode = mode.compareTo(other.mode);
      return byMode != 0 ? byMode : test.compareTo(other.test);
    }
  }

  private final Map<Key, Double> seconds = new TreeMap<>();

  /** No timings yet. */
  public Timings() {}

  /** Reads the file, if there is one; lines that cannot be read are left out. */
  public static Timings read(Path file) {
    Timings timings = new Timings();
    if (!Files.exists(file)) {
      return timings;
    }
    try {
      for (String line : Files.readAllLines(file)) {
        timings.parse(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the timings in " + file, e);
    }
    return timings;
  }

  private void parse(String line) {
    String[] columns = line.split("\t", 3);
    if (columns.length == 3 && columns[1].matches("[0-9.]+") && columns[2].contains("#")) {
      seconds.put(new Key(columns[0], TestId.parse(columns[2])), Double.valueOf(columns[1]));
    }
  }

  /** How long a test took. */
  public OptionalDouble secondsOf(String mode, TestId test) {
    Double known = seconds.get(new Key(mode, test));
    return known == null ? OptionalDouble.empty() : OptionalDouble.of(known);
  }

  /** Takes over what a run measured. */
  public void add(Collection<TestOutcome> outcomes) {
    outcomes.forEach(
        outcome -> seconds.put(new Key(outcome.mode(), outcome.test()), outcome.seconds()));
  }

  /** Writes the file. */
  public void write(Path file) {
    List<String> lines = new ArrayList<>();
    seconds.forEach(
        (key, value) -> lines.add("%s\t%.3f\t%s".formatted(key.mode(), value, key.test())));
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, lines);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the timings to " + file, e);
    }
  }
}
