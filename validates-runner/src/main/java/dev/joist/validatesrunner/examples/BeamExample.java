// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.examples;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One of Beam's example programs.
 *
 * @param mainClass as it is in Beam's jar
 * @param arguments what it is told besides the runner and where to write
 * @param comparison what is the same in every run of it
 */
record BeamExample(String mainClass, List<String> arguments, Comparison comparison) {

  /** What of an output is compared. */
  enum Comparison {
    /** Each line, with the window that the name of its file tells. */
    LINES,
    /** The sum of the counts of each word: the program puts words into windows at random. */
    SUMS
  }

  private static final String PACKAGE = "org.apache.beam.examples.";

  BeamExample {
    arguments = List.copyOf(arguments);
  }

  /** The programs, reading {@code texts}, the texts of the examples, and {@code events}. */
  static List<BeamExample> all(Path texts, Path events) {
    String novels = texts.resolve("*.txt").toString();
    return List.of(
        lines("WordCount", "--inputFile=" + novels),
        new BeamExample(
            PACKAGE + "WindowedWordCount",
            List.of(
                "--inputFile=" + texts.resolve("sense-and-sensibility.txt"),
                "--windowSize=10",
                "--minTimestampMillis=0",
                "--maxTimestampMillis=3600000",
                "--numShards=2"),
            Comparison.SUMS),
        lines("complete.TfIdf", "--input=" + texts.toUri()),
        lines("complete.game.UserScore", "--input=" + events),
        lines("complete.game.HourlyTeamScore", "--input=" + events, "--windowDuration=60"),
        lines("cookbook.DistinctExample", "--input=" + novels));
  }

  private static BeamExample lines(String mainClass, String... arguments) {
    return new BeamExample(PACKAGE + mainClass, List.of(arguments), Comparison.LINES);
  }

  String name() {
    return mainClass.substring(mainClass.lastIndexOf('.') + 1);
  }

  /** All that the program is told. */
  String[] commandLine(List<String> runner, Path output) {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(runner);
    all.add("--output=" + output.resolve("out"));
    all.add("--tempLocation=" + output.resolve("temp"));
    return all.toArray(String[]::new);
  }
}
