// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.wordcount;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A text of any length, made of the lines of short ones in an order drawn from a fixed seed. */
record LongText(List<Path> sources, long bytes) {

  private static final long SEED = 20_251_121;

  LongText {
    sources = List.copyOf(sources);
  }

  /**
   * Writes it to {@code file}: whole lines, at least {@code bytes} in all, and less than a line
   * more. A file that is long enough is taken to be it and left alone.
   */
  void writeTo(Path file) throws IOException {
    if (Files.exists(file) && Files.size(file) >= bytes) {
      return;
    }
    List<byte[]> lines = lines();
    SplittableRandom random = new SplittableRandom(SEED);
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path unfinished = file.resolveSibling(file.getFileName() + ".part");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished))) {
      for (long written = 0; written < bytes; ) {
        byte[] line = lines.get(random.nextInt(lines.size()));
        out.write(line);
        written += line.length;
      }
    }
    Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
  }

  /** The lines of all sources that are not blank, each with its end. */
  private List<byte[]> lines() throws IOException {
    List<byte[]> lines = new ArrayList<>();
    for (Path source : sources) {
      for (String line : Files.readAllLines(source)) {
        if (!line.isBlank()) {
          lines.add((line + "\n").getBytes(StandardCharsets.UTF_8));
        }
      }
    }
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("no line in " + sources);
    }
    return lines;
  }
}
