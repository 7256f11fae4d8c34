// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The part of a document between two markers, which a program writes; the rest belongs to people. */
public record GeneratedSection(String name) {

  /** {@code document} with {@code content} in this section, and nothing else changed. */
  public String replacedIn(String document, String content) {
    int begin = document.indexOf(beginMarker());
    int end = document.indexOf(endMarker());
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException(
          "The document has no line '%s' followed by a line '%s'; add both where the figures belong."
              .formatted(beginMarker(), endMarker()));
    }
    return document.substring(0, begin + beginMarker().length())
        + "\n"
        + content.strip()
        + "\n"
        + document.substring(end);
  }

  /** Puts {@code content} into this section of {@code file}. */
  public void write(Path file, String content) throws IOException {
    Files.writeString(file, replacedIn(Files.readString(file), content));
  }

  private String beginMarker() {
    return "<!-- generated: " + name + " -->";
  }

  private String endMarker() {
    return "<!-- end of generated: " + name + " -->";
  }
}
