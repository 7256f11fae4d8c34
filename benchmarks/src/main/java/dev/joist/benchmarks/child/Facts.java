// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.child;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a measured program found out by itself, for whoever started it: whole numbers by name. Its
 * file has a line {@code name=number} for each.
 */
public record Facts(Map<String, Long> numbers) {

  public Facts {
    numbers = Collections.unmodifiableSortedMap(new TreeMap<>(numbers));
  }

  /** Reads what {@link #write} wrote. */
  public static Facts read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    return new Facts(
        lines.stream()
            .map(line -> line.split("=", 2))
            .collect(Collectors.toMap(parts -> parts[0], parts -> Long.parseLong(parts[1]))));
  }

  /** Writes them to {@code file}. */
  public void write(Path file) throws IOException {
    Files.write(
        file,
        numbers.entrySet().stream().map(fact -> fact.getKey() + "=" + fact.getValue()).toList());
  }

  /** The number of that name, which must be there. */
  public long get(String name) {
    Long number = numbers.get(name);
    if (number == null) {
      throw new IllegalArgumentException("no '%s' among %s".formatted(name, numbers.keySet()));
    }
    return number;
  }
}
