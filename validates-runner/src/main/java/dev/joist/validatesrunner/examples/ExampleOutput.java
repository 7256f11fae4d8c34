// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a program wrote, without how it was dealt to files.
 *
 * @param counts how often each line occurs, or the sum of the numbers of each word
 */
record ExampleOutput(SortedMap<String, Long> counts) {

  private static final Pattern SHARD = Pattern.compile("-?\\d+-of-\\d+(\\.\\w+)?$");

  /** Reads the files that {@code comparison} looks at. */
  static ExampleOutput read(Path directory, BeamExample.Comparison comparison) {
    SortedMap<String, Long> counts = new TreeMap<>();
    for (Path file : files(directory)) {
      String window = SHARD.matcher(file.getFileName().toString()).replaceFirst("");
      for (String line : lines(file)) {
        switch (comparison) {
          case LINES -> counts.merge(window + ": " + line, 1L, Long::sum);
          case SUMS -> {
            int colon = line.lastIndexOf(':');
            counts.merge(
                line.substring(0, colon),
                Long.valueOf(line.substring(colon + 1).strip()),
                Long::sum);
          }
        }
      }
    }
    return new ExampleOutput(counts);
  }

  private static List<Path> files(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list what was written to " + directory, e);
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** The first difference, as a sentence; empty if there is none. */
  String difference(ExampleOutput expected) {
    for (var entry : expected.counts.entrySet()) {
      long count = counts.getOrDefault(entry.getKey(), 0L);
      if (count != entry.getValue()) {
        return "'%s' has %d and DirectRunner %d".formatted(entry.getKey(), count, entry.getValue());
      }
    }
    return counts.keySet().stream()
        .filter(line -> !expected.counts.containsKey(line))
        .findFirst()
        .map("'%s' is not in the output of DirectRunner"::formatted)
        .orElse("");
  }
}
