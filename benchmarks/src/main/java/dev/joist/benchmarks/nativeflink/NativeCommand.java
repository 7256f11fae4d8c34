// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.nativeflink;

import dev.joist.benchmarks.contest.ContestOptions;
import dev.joist.benchmarks.contest.ContestPage;
import dev.joist.benchmarks.contest.Entry;
import dev.joist.benchmarks.contest.Results;
import dev.joist.benchmarks.contest.Side;
import dev.joist.benchmarks.nexmark.EventCount;
import java.io.IOException;
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

/** {@code ./joist bench native}. */
@Command(
    name = "native",
    showDefaultValues = true,
    sortOptions = false,
    description = {
      "Runs queries of Nexmark as plain Beam pipelines on Joist and, written for its own API, on Flink without Beam, both",
      "in streaming over the same generated events. Exits with 1 when a run fails or results differ."
    })
public final class NativeCommand implements Callable<Integer> {

  static final Side JOIST = Side.joistBefore("nexmark");
  static final Side FLINK = Side.rival("Flink", "flink", List.of());

  @Spec private CommandSpec spec;

  @Mixin private ContestOptions options;

  @Option(
      names = "--queries",
      split = ",",
      defaultValue = "1,2,5,7,7c,8",
      description = "Numbers of queries; 7c is 7 by a combiner, 7 itself has a side input in Beam.")
  private List<String> queries;

  @Option(
      names = "--events",
      defaultValue = "10000000",
      converter = EventCount.class,
      description = "Events in each run, such as 200000, 200k or 2M.")
  private long events;

  @Override
  public Integer call() throws IOException, InterruptedException {
    requireQueries();
    ContestPage.requirePositive(spec, "--events", events);
    ContestPage page = ContestPage.of(spec, options);
    List<Entry> entries = new ArrayList<>();
    for (String query : queries) {
      entries.add(entry(query, JOIST, "dev.joist.benchmarks.nativeflink.BeamQuery"));
      if (options.includes(FLINK)) {
        entries.add(entry(query, FLINK, "dev.joist.benchmarks.nativeflink.FlinkQuery"));
      }
    }
    Results results = page.contest().run(entries);
    return page.publish(
        "%,d events of Nexmark's generator in streaming, in".formatted(events),
        results.noise(),
        new NativeReport(queries, events, results).render(),
        results.complaints(Set.of(ResultSum.RESULTS, ResultSum.CHECKSUM)));
  }

  private void requireQueries() {
    try {
      queries.forEach(Query::of);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private Entry entry(String query, Side side, String mainClass) {
    List<String> arguments = new ArrayList<>();
    arguments.add(query);
    arguments.add(Long.toString(events));
    arguments.add(Integer.toString(options.parallelism()));
    if (side.equals(JOIST)) {
      arguments.addAll(options.joistArguments());
    }
    return new Entry(query, side, mainClass, arguments);
  }
}
