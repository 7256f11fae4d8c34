// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.drive;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file that takes all a worker prints. */
record WorkerLog(Path file) {

  private static final int SEARCHED_BYTES = 1 << 20;
  private static final int TAIL_CHARS = 6_000;

  /** The end of what was printed; empty if there is no log yet. */
  String tail() {
    String text = read();
    return text.substring(Math.max(0, text.length() - TAIL_CHARS));
  }

  /** The end of what was printed after the last occurrence of {@code marker}. */
  String tailAfter(String marker) {
    String text = read();
    int found = text.lastIndexOf(marker);
    int start = found < 0 ? 0 : found + marker.length();
    return text.substring(Math.max(start, text.length() - TAIL_CHARS));
  }

  private String read() {
    if (!Files.exists(file)) {
      return "";
    }
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      long start = Math.max(0, log.length() - SEARCHED_BYTES);
      byte[] bytes = new byte[(int) (log.length() - start)];
      log.seek(start);
      log.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "cannot read the log %s: %s".formatted(file, e.getMessage());
    }
  }
}
