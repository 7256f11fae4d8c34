// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.gate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A change to a tree that breaks a rule, and the way back. */
sealed interface Plant {

  /** The file it makes or changes, from the root of the tree. */
  String file();

  /** What {@link #file} says with the plant in it, given what it said before. */
  String planted(String before);

  /** Puts the plant into {@code tree}; closing what it returns takes it out again. */
  default Undo into(Path tree) {
    Path path = tree.resolve(file());
    try {
      boolean existed = Files.exists(path);
      String before = existed ? Files.readString(path) : "";
      Files.createDirectories(path.getParent());
      Files.writeString(path, planted(before));
      return existed ? () -> Files.writeString(path, before) : () -> Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes a plant out. */
  @FunctionalInterface
  interface Undo {
    void run() throws IOException;
  }

  /** A file that was not there. */
  record NewFile(String file, String content) implements Plant {
    @Override
    public String planted(String before) {
      if (!before.isEmpty()) {
        throw new IllegalStateException("%s is there already".formatted(file));
      }
      return content;
    }
  }

  /** A text in a file, with another in its place. */
  record Replacement(String file, String text, String replacement) implements Plant {
    @Override
    public String planted(String before) {
      if (!before.contains(text)) {
        throw new IllegalStateException("%s does not contain '%s'".formatted(file, text));
      }
      return before.replace(text, replacement);
    }
  }

  /** A text in a file, with more put before it. */
  record Insertion(String file, String text, String inserted) implements Plant {
    @Override
    public String planted(String before) {
      int at = before.indexOf(text);
      if (at < 0) {
        throw new IllegalStateException("%s does not contain '%s'".formatted(file, text));
      }
      return before.substring(0, at) + inserted + before.substring(at);
    }
  }
}
