// SPDX-License-Identifier: Apache-2.0
package dev.joist.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TopWordsTest {

  private static final String RUNNERS = "dev.joist.examples.Runners#all";

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource(RUNNERS)
  void writesTheMostFrequentWordsFirstAndTiesByWord(String runner) throws IOException {
    write("a.txt", "The cat, the DOG: the end.", "Dog's end!");

    assertThat(topWords(runner, "a.txt"))
        .containsExactly("the\t3", "end\t2", "cat\t1", "dog\t1", "dog's\t1");
  }

  @ParameterizedTest
  @MethodSource(RUNNERS)
  void addsUpTheFilesOfAGlobIntoOneFile(String runner) throws IOException {
    write("a.txt", "one two");
    write("b.txt", "two");
    write("c.log", "two two two");

    assertThat(topWords(runner, "*.txt")).containsExactly("two\t2", "one\t1");
    assertThat(Outputs.files(output())).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource(RUNNERS)
  void keepsAHundredWordsAndLeavesOutTheLastOfATie(String runner) throws IOException {
    List<String> words = IntStream.range(0, 105).mapToObj(TopWordsTest::word).toList();
    write("a.txt", String.join(" ", words) + " " + word(104));

    List<String> top = topWords(runner, "a.txt");

    assertThat(top).hasSize(100).startsWith(word(104) + "\t2", word(0) + "\t1");
    assertThat(top).endsWith(word(98) + "\t1");
  }

  @ParameterizedTest
  @MethodSource(RUNNERS)
  void writesAnEmptyFileForATextWithoutWords(String runner) throws IOException {
    write("empty.txt");
    write("digits.txt", "1 2 3", "", "--");

    assertThat(topWords(runner, "*.txt")).isEmpty();
    assertThat(Outputs.files(output())).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource(RUNNERS)
  void namesTheFileOrGlobThatMatchesNothing(String runner) {
    assertThatThrownBy(() -> topWords(runner, "no-such-file.txt"))
        .hasRootCauseInstanceOf(FileNotFoundException.class)
        .hasStackTraceContaining("No files matched spec: " + folder.resolve("no-such-file.txt"));
    assertThatThrownBy(() -> topWords(runner, "*.nothing"))
        .hasRootCauseInstanceOf(FileNotFoundException.class)
        .hasStackTraceContaining("No files matched spec: " + folder.resolve("*.nothing"));
  }

  @ParameterizedTest
  @MethodSource(RUNNERS)
  void countsTheShippedNovelAsALoopDoes(String runner) throws IOException {
    Path novel = Path.of("data", "sense-and-sensibility.txt").toAbsolutePath();

    assertThat(topWords(runner, novel.toString())).isEqualTo(countedByHand(novel));
  }

  @Test
  void saysWhereTheResultIs() throws IOException {
    write("a.txt", "one");
    var printed = new ByteArrayOutputStream();
    PrintStream before = System.out;

    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      TopWords.main(args("DirectRunner", folder.resolve("a.txt").toString()));
    } finally {
      System.setOut(before);
    }

    assertThat(printed.toString(StandardCharsets.UTF_8))
        .isEqualToIgnoringNewLines(
            "The 100 most frequent words of %s are in %s-00000-of-00001"
                .formatted(folder.resolve("a.txt"), output()));
  }

  @Test
  void readsTheShippedTextWhenRunWithoutOptionsAtTheRoot() {
    var options = PipelineOptionsFactory.create().as(TopWords.Options.class);

    assertThat(options.getInput()).isEqualTo("examples/data/*.txt");
    assertThat(options.getOutput()).isEqualTo("target/examples/top-words");
  }

  private List<String> topWords(String runner, String input) throws IOException {
    String[] args = args(runner, folder.resolve(input).toString());
    TopWords.pipeline(
            PipelineOptionsFactory.fromArgs(args).withValidation().as(TopWords.Options.class))
        .run()
        .waitUntilFinish();
    return Outputs.lines(output());
  }

  private String[] args(String runner, String input) {
    return new String[] {"--runner=" + runner, "--input=" + input, "--output=" + output()};
  }

  private Path output() {
    return folder.resolve("out").resolve("top");
  }

  private void write(String file, String... lines) throws IOException {
    Files.write(folder.resolve(file), List.of(lines));
  }

  /** A word of letters only whose alphabetical order is that of {@code number}. */
  private static String word(int number) {
    return "w" + (char) ('a' + number / 26) + (char) ('a' + number % 26);
  }

  /** The expected lines, found without the code under test; good for plain English only. */
  private static List<String> countedByHand(Path file) throws IOException {
    var counts = new TreeMap<String, Long>();
    for (String piece : Files.readString(file).toLowerCase(Locale.ROOT).split("[^a-z']+", -1)) {
      for (String word : piece.split("''+", -1)) {
        String stripped = word.replaceAll("^'|'$", "");
        if (!stripped.isEmpty()) {
          counts.merge(stripped, 1L, Long::sum);
        }
      }
    }
    return counts.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(100)
        .map(entry -> entry.getKey() + "\t" + entry.getValue())
        .toList();
  }
}
