// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.curves;

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
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./joist bench curves}. */
@Command(
    name = "curves",
    showDefaultValues = true,
    sortOptions = false,
    description = {
      "Measures what an event costs in streaming with few and with many keys, windows an event, and keys with state, on",
      "Joist and in a plain Java program. Exits with 1 when a run fails or its results are not right."
    })
public final class CurvesCommand implements Callable<Integer> {

  private static final Load FEW_KEYS = new Load(Load.Shape.COUNT, 1_000, 1);
  private static final List<Curve> CURVES =
      List.of(
          new Curve("10× keys", FEW_KEYS, new Load(Load.Shape.COUNT, 10_000, 1)),
          new Curve("10× windows an event", FEW_KEYS, new Load(Load.Shape.COUNT, 1_000, 10)),
          new Curve(
              "100× state",
              new Load(Load.Shape.STATE, 10_000, 1),
              new Load(Load.Shape.STATE, 1_000_000, 1)));

  static final Side FEW = Side.joist("Joist with few");
  static final Side MANY = Side.joist("Joist with many");
  static final Side PLAIN_FEW = Side.plainJava("plain Java with few");
  static final Side PLAIN_MANY = Side.plainJava("plain Java with many");

  @Spec private CommandSpec spec;

  @Mixin private ContestOptions options;

  @Option(
      names = "--events",
      defaultValue = "10000000",
      converter = EventCount.class,
      description = "Events in each run, such as 200000, 200k or 2M.")
  private long events;

  @Override
  public Integer call() throws IOException, InterruptedException {
    ContestPage.requirePositive(spec, "--events", events);
    ContestPage page = ContestPage.of(spec, options);
    List<Entry> entries =
        CURVES.stream()
            .flatMap(this::entries)
            .filter(entry -> options.includes(entry.side()))
            .toList();
    Results results = page.contest().run(entries);
    return page.publish(
        "%,d events in streaming, in windows of %d s with 100,000 events a second, in"
            .formatted(events, Load.WINDOW_SECONDS),
        results.noise(),
        new CurvesReport(CURVES, events, results).render(),
        results.complaints(Set.of()));
  }

  private Stream<Entry> entries(Curve curve) {
    return Stream.of(
        onJoist(curve, FEW, curve.few()),
        onJoist(curve, MANY, curve.many()),
        inPlainJava(curve, PLAIN_FEW, curve.few()),
        inPlainJava(curve, PLAIN_MANY, curve.many()));
  }

  private Entry onJoist(Curve curve, Side side, Load load) {
    List<String> arguments = arguments(load);
    arguments.addAll(options.joistArguments());
    return new Entry(curve.title(), side, LoadProgram.class.getName(), arguments);
  }

  private Entry inPlainJava(Curve curve, Side side, Load load) {
    List<String> arguments = arguments(load);
    arguments.add(Integer.toString(options.parallelism()));
    return new Entry(curve.title(), side, PlainProgram.class.getName(), arguments);
  }

  private List<String> arguments(Load load) {
    List<String> arguments = new ArrayList<>();
    arguments.add(Long.toString(events));
    arguments.addAll(load.arguments());
    return arguments;
  }

  /** Two loads of which the second has more of one thing. */
  record Curve(String title, Load few, Load many) {}
}
