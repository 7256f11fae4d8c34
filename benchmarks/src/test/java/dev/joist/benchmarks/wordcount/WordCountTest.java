// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.wordcount;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordCountTest {

  @TempDir private Path directory;

  @Test
  void writesEachWordWithItsCount() throws IOException {
    Path text = Files.writeString(directory.resolve("text"), "a b, a\n\n'c'a4b\n");
    Path counts = Files.createDirectory(directory.resolve("counts"));
    PipelineOptions options = PipelineOptionsFactory.fromArgs("--runner=JoistRunner").create();

    WordCount.pipeline(options, text.toString(), counts.resolve("n").toString())
        .run()
        .waitUntilFinish();

    Path expected = Files.createDirectory(directory.resolve("expected"));
    Files.writeString(expected.resolve("x"), "a: 3\nc: 1\n");
    Files.writeString(expected.resolve("y"), "b: 2\n");
    CountedWords counted = CountedWords.takenFrom(counts);
    assertThat(counted).isEqualTo(CountedWords.takenFrom(expected));
    assertThat(counted.words()).isEqualTo(3);
    assertThat(counts).doesNotExist();
  }

  @Test
  void tellsCountsApartThatDifferInOneWord() throws IOException {
    Path first = Files.createDirectory(directory.resolve("first"));
    Path second = Files.createDirectory(directory.resolve("second"));
    Files.writeString(first.resolve("x"), "a: 3\nb: 2\n");
    Files.writeString(second.resolve("x"), "a: 2\nb: 3\n");

    assertThat(CountedWords.takenFrom(first)).isNotEqualTo(CountedWords.takenFrom(second));
  }
}
