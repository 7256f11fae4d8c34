// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.drive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Tells one build of the classes under test from another. */
public final class ClassPathDigest {

  private static final int SHOWN_CHARS = 16;

  private ClassPathDigest() {}

  /** The beginning of a SHA-256 over all files in the directories of the class path. */
  public static String ofDirectories() {
    MessageDigest digest = sha256();
    for (String entry : System.getProperty("java.class.path").split(":", -1)) {
      Path directory = Path.of(entry);
      if (!entry.isEmpty() && Files.isDirectory(directory)) {
        for (Path file : files(directory)) {
          digest.update(content(file));
        }
      }
    }
    return HexFormat.of().formatHex(digest.digest()).substring(0, SHOWN_CHARS);
  }

  private static List<Path> files(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the classes in " + directory, e);
    }
  }

  private static byte[] content(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the class " + file, e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
