// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.wordcount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LongTextTest {

  @TempDir private Path directory;

  private Path source;
  private Path text;

  @BeforeEach
  void setUp() throws IOException {
    source = Files.writeString(directory.resolve("source.txt"), "one two\n\n  \nthrée\n");
    text = directory.resolve("texts/text.txt");
  }

  @Test
  void isMadeOfWholeLinesOfItsSourcesUpToItsLength() throws IOException {
    new LongText(List.of(source), 1_000).writeTo(text);

    assertThat(Files.size(text)).isBetween(1_000L, 1_008L);
    assertThat(Files.readAllLines(text)).contains("one two", "thrée").doesNotContain("", "  ");
  }

  @Test
  void isTheSameEachTime() throws IOException {
    Path again = directory.resolve("again.txt");

    new LongText(List.of(source), 1_000).writeTo(text);
    new LongText(List.of(source), 1_000).writeTo(again);

    assertThat(again).hasSameTextualContentAs(text);
  }

  @Test
  void leavesAFileAloneThatIsLongEnough() throws IOException {
    Files.createDirectories(text.getParent());
    Files.writeString(text, "x".repeat(1_000));

    new LongText(List.of(source), 1_000).writeTo(text);

    assertThat(text).hasContent("x".repeat(1_000));
  }

  @Test
  void refusesSourcesWithoutALine() throws IOException {
    Files.writeString(source, "\n");

    assertThatThrownBy(() -> new LongText(List.of(source), 1_000).writeTo(text))
        .hasMessageContaining("no line in");
  }
}
