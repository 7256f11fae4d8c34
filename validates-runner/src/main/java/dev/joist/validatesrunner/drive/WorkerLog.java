// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.drive;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file that takes all a worker prints. */
record WorkerLog(Path file) {

  private static final int TAIL_BYTES = 6_000;

  /** How much was printed so far. */
  long sizeBytes() {
    return file.toFile().length();
  }

  /** The end of what was printed since {@code offsetBytes}. */
  String tailFrom(long offsetBytes) {
    if (!Files.exists(file)) {
      return "";
    }
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      long start = Math.max(offsetBytes, log.length() - TAIL_BYTES);
      byte[] bytes = new byte[(int) Math.max(0, log.length() - start)];
      log.seek(start);
      log.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "cannot read the log %s: %s".formatted(file, e.getMessage());
    }
  }
}
