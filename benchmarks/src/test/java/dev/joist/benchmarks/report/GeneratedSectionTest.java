// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratedSectionTest {

  @TempDir private Path directory;

  private Path document;

  @BeforeEach
  void setUp() {
    document = directory.resolve("page.md");
  }

  @Test
  void replacesWhatIsBetweenItsMarkersAndNothingElse() throws IOException {
    Files.writeString(
        document,
        """
        # Page
        <!-- generated: a -->
        old
        <!-- end of generated: a -->
        between
        <!-- generated: b -->
        kept
        <!-- end of generated: b -->
        """);

    GeneratedSection.in(document, "a").write("\nnew\n\n");

    assertThat(document)
        .hasContent(
            """
            # Page
            <!-- generated: a -->
            new
            <!-- end of generated: a -->
            between
            <!-- generated: b -->
            kept
            <!-- end of generated: b -->
            """);
  }

  @Test
  void givesTheSameTextWhenWrittenTwice() throws IOException {
    Files.writeString(document, "<!-- generated: a -->\n<!-- end of generated: a -->\n");
    GeneratedSection section = GeneratedSection.in(document, "a");
    section.write("table");
    String once = Files.readString(document);

    section.write("table");

    assertThat(document).hasContent(once);
  }

  @Test
  void saysWhichMarkersADocumentLacks() throws IOException {
    Files.writeString(document, "<!-- end of generated: a -->\n<!-- generated: a -->\n");

    assertThatThrownBy(() -> GeneratedSection.in(document, "a"))
        .hasMessageContaining("page.md has no line '<!-- generated: a -->' followed by a line");
  }
}
