// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The part of a document between two markers, which a program writes; the rest belongs to people.
 */
public final class GeneratedSection {

  private final Path document;
  private final String begin;
  private final String end;

  private GeneratedSection(Path document, String name) {
    this.document = document;
    this.begin = "<!-- generated: " + name + " -->";
    this.end = "<!-- end of generated: " + name + " -->";
  }

  /** The section {@code name} of {@code document}, which must have it. */
  public static GeneratedSection in(Path document, String name) throws IOException {
    GeneratedSection section = new GeneratedSection(document, name);
    section.requireMarkers(Files.readString(document));
    return section;
  }

  /** Puts {@code content} into the section and leaves the rest of the document as it is. */
  public void write(String content) throws IOException {
    String text = Files.readString(document);
    requireMarkers(text);
    String before = text.substring(0, text.indexOf(begin) + begin.length());
    String after = text.substring(text.indexOf(end));
    Files.writeString(document, before + "\n" + content.strip() + "\n" + after);
  }

  private void requireMarkers(String text) {
    int beginning = text.indexOf(begin);
    if (beginning < 0 || text.indexOf(end) < beginning) {
      throw new IllegalArgumentException(
          "%s has no line '%s' followed by a line '%s'; add both where the figures belong."
              .formatted(document, begin, end));
    }
  }
}
