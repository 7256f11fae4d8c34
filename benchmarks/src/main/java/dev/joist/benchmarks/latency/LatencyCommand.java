// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.latency;

import dev.joist.benchmarks.contest.ContestOptions;
import dev.joist.benchmarks.contest.ContestPage;
import dev.joist.benchmarks.contest.Entry;
import dev.joist.benchmarks.contest.Results;
import dev.joist.benchmarks.contest.Side;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./joist bench latency}. */
@Command(
    name = "latency",
    showDefaultValues = true,
    sortOptions = false,
    description = {
      "Counts events by key in windows of 2 s every second, at a steady rate, on Joist and on Flink without Beam, and",
      "measures how long after the event that completes it was due each result comes out.",
      "Exits with 1 when a run fails or results differ."
    })
public final class LatencyCommand implements Callable<Integer> {

  static final Side JOIST = Side.joist();
  static final Side FLINK = Side.rival("Flink", "flink", List.of());
  static final Side FLINK_TUNED = Side.rival("Flink, tuned", "flink", List.of());

  private static final String TUNED_MILLIS = "1";

  @Spec private CommandSpec spec;

  @Mixin private ContestOptions options;

  @Option(
      names = "--rates",
      split = ",",
      defaultValue = "100000,1000000",
      description = "Events a second.")
  private List<Long> rates;

  @Option(names = "--keys", defaultValue = "10000", description = "Number of keys.")
  private int keys;

  @Option(
      names = "--warmup",
      defaultValue = "20",
      description = "Seconds of events whose windows do not count.")
  private int warmUpSeconds;

  @Option(
      names = "--seconds",
      defaultValue = "30",
      description = "Seconds of events after them whose windows do.")
  private int seconds;

  @Override
  public Integer call() throws IOException, InterruptedException {
    rates.forEach(rate -> ContestPage.requirePositive(spec, "--rates", rate));
    ContestPage.requirePositive(spec, "--keys", keys);
    ContestPage.requirePositive(spec, "--seconds", seconds);
    ContestPage page = ContestPage.of(spec, options);
    List<Side> sides = Stream.of(JOIST, FLINK, FLINK_TUNED).filter(options::includes).toList();
    List<Entry> entries = new ArrayList<>();
    for (long rate : rates) {
      sides.forEach(side -> entries.add(entry(rate, side)));
    }
    Results results = page.contest().run(entries);
    return page.publish(
        "%d windows of %d s every second, count by key of %,d keys, after %d s to warm up, in"
            .formatted(seconds, LatencySettings.WINDOW_SECONDS, keys, warmUpSeconds),
        results.noise(),
        new LatencyReport(rates.stream().map(LatencyCommand::row).toList(), sides, results)
            .render(),
        results.complaints(
            Set.of(LatencyRecord.RESULTS, LatencyRecord.COUNTED, LatencyRecord.CHECKSUM)));
  }

  private Entry entry(long rate, Side side) {
    List<String> arguments =
        new ArrayList<>(LatencySettings.arguments(rate, keys, warmUpSeconds, seconds));
    if (side.equals(JOIST)) {
      arguments.addAll(options.joistArguments());
      return new Entry(row(rate), side, BeamLatency.class.getName(), arguments);
    }
    arguments.add(Integer.toString(options.parallelism()));
    if (side.equals(FLINK_TUNED)) {
      arguments.add(TUNED_MILLIS);
    }
    return new Entry(row(rate), side, "dev.joist.benchmarks.latency.FlinkLatency", arguments);
  }

  private static String row(long rate) {
    return "%,d events/s".formatted(rate);
  }
}
