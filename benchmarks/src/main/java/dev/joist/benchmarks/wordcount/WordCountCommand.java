// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.wordcount;

import dev.joist.benchmarks.contest.ContestOptions;
import dev.joist.benchmarks.contest.ContestPage;
import dev.joist.benchmarks.contest.Entry;
import dev.joist.benchmarks.contest.Results;
import dev.joist.benchmarks.contest.Side;
import dev.joist.benchmarks.nexmark.RunnerKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./joist bench wordcount}. */
@Command(
    name = "wordcount",
    showDefaultValues = true,
    sortOptions = false,
    description = {
      "Counts the words of a text file with one Beam pipeline on Joist and on other runners, and measures what it takes",
      "a pipeline of one element to get to it. Exits with 1 when a run fails or counts differ."
    })
public final class WordCountCommand implements Callable<Integer> {

  private static final String WORD_COUNT = "Word count";
  private static final String START_UP = "Start-up";
  private static final long BYTES_PER_MB = 1_000_000;

  @Spec private CommandSpec spec;

  @Mixin private ContestOptions options;

  @Option(names = "--megabytes", defaultValue = "100", description = "Length of the text.")
  private int megabytes;

  @Option(
      names = "--rivals",
      split = ",",
      defaultValue = "spark,flink",
      description = "Other runners, of: ${COMPLETION-CANDIDATES}.")
  private List<RunnerKind> rivals;

  @Override
  public Integer call() throws IOException, InterruptedException {
    ContestPage.requirePositive(spec, "--megabytes", megabytes);
    if (rivals.contains(RunnerKind.JOIST)) {
      throw new ParameterException(
          spec.commandLine(), "--rivals=joist compares Joist with itself; name other runners");
    }
    ContestPage page = ContestPage.of(spec, options);
    Path text = page.shared("text-%d.txt".formatted(megabytes));
    new LongText(
            List.of(
                page.source("examples/data/pride-and-prejudice.txt"),
                page.source("examples/data/sense-and-sensibility.txt")),
            megabytes * BYTES_PER_MB)
        .writeTo(text);
    List<Side> sides = new ArrayList<>();
    List<Entry> entries = new ArrayList<>();
    for (Side joist : List.of(Side.joist(), Side.joistRun())) {
      add(sides, entries, joist, options.joistArguments(), text);
    }
    for (RunnerKind rival : rivals) {
      add(sides, entries, side(rival), rival.pipelineOptions(options.parallelism()), text);
    }
    List<Side> counting = new ArrayList<>(sides);
    Side plain = Side.plainJava("Plain Java, no Beam");
    if (options.includes(plain)) {
      counting.add(plain);
      List<String> arguments = List.of(text.toString(), Integer.toString(options.parallelism()));
      entries.add(new Entry(WORD_COUNT, plain, PlainWordCount.class.getName(), arguments));
    }
    Results results = page.contest().run(entries);
    return page.publish(
        "The words of %,d MB of text, and a pipeline of one element, in".formatted(megabytes),
        results.noise(),
        new WordCountReport(WORD_COUNT, counting, START_UP, sides, results).render(),
        results.complaints(Set.of(CountedWords.WORDS, CountedWords.CHECKSUM)));
  }

  /** The floor has all that Joist has, so that it is below Joist and not below Java. */
  private static Side side(RunnerKind rival) {
    return rival == RunnerKind.FLOOR
        ? Side.startedAsJoist(rival.title())
        : Side.rival(rival.title(), rival.peer(), rival.jvmOptions());
  }

  private void add(
      List<Side> sides, List<Entry> entries, Side side, List<String> arguments, Path text) {
    if (options.includes(side)) {
      List<String> counting = new ArrayList<>(List.of(text.toString()));
      counting.addAll(arguments);
      sides.add(side);
      entries.add(new Entry(WORD_COUNT, side, WordCount.class.getName(), counting));
      entries.add(new Entry(START_UP, side, StartUp.class.getName(), arguments));
    }
  }
}
