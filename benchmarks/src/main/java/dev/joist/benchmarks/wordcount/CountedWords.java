// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.wordcount;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** What a word count has written, in whatever order and in however many files. */
record CountedWords(long words, long checksum) {

  static final String WORDS = "words";
  static final String CHECKSUM = "checksum";

  /** The lines of all files in {@code directory}, which is removed with them. */
  static CountedWords takenFrom(Path directory) throws IOException {
    long words = 0;
    long checksum = 0;
    for (Path file : files(directory)) {
      for (String line : Files.readAllLines(file)) {
        CRC32 crc = new CRC32();
        crc.update(line.getBytes(StandardCharsets.UTF_8));
        words++;
        checksum += crc.getValue();
      }
      Files.delete(file);
    }
    Files.delete(directory);
    return new CountedWords(words, checksum);
  }

  Map<String, Long> facts() {
    return Map.of(WORDS, words, CHECKSUM, checksum);
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
