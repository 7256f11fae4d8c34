// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.nexmark;

import dev.joist.benchmarks.measure.Spread;
import dev.joist.benchmarks.nexmark.NexmarkResults.Cell;
import dev.joist.benchmarks.report.MarkdownTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * The results of a session as Markdown: for each mode the speeds and ratios, then what the runs
 * cost.
 */
final class NexmarkReport {

  private static final double BYTES_PER_MIB = 1 << 20;
  private static final String ABSENT = "–";

  private final NexmarkPlan plan;
  private final NexmarkResults results;

  NexmarkReport(NexmarkPlan plan, NexmarkResults results) {
    this.plan = plan;
    this.results = results;
  }

  /** The tables of every mode. */
  String render() {
    StringBuilder text = new StringBuilder();
    for (Mode mode : plan.modes()) {
      text.append("### ").append(capitalized(mode.word())).append("\n\n");
      text.append(speeds(mode).render()).append('\n');
      text.append(costs(mode).render()).append('\n');
    }
    return text.toString();
  }

  private MarkdownTable speeds(Mode mode) {
    List<RunnerKind> runners = plan.runnersIn(mode);
    List<String> header = new ArrayList<>(List.of("Query", "Results"));
    runners.forEach(runner -> header.add(title(runner) + ", events/s"));
    rivals(mode).forEach(rival -> header.add(ratioTitle(mode, rival)));
    aboveFloor(mode).forEach(rival -> header.add(ratioTitle(RunnerKind.FLOOR, rival)));
    rivals(mode).forEach(rival -> header.add(ratioTitle(mode, rival) + ", CPU an event"));
    MarkdownTable table = new MarkdownTable(header);
    for (String query : plan.queries()) {
      List<String> cells = new ArrayList<>(List.of(query, resultCounts(mode, query)));
      for (RunnerKind runner : runners) {
        Cell cell = new Cell(mode, query, runner);
        cells.add(value(cell, Figures::eventsPerSecond, NexmarkReport::whole));
      }
      rivals(mode).forEach(rival -> cells.add(ratio(mode, query, rival, Figures::eventsPerSecond)));
      aboveFloor(mode)
          .forEach(
              rival ->
                  cells.add(
                      ratio(
                          new Cell(mode, query, RunnerKind.FLOOR),
                          new Cell(mode, query, rival),
                          Figures::eventsPerSecond)));
      rivals(mode)
          .forEach(rival -> cells.add(ratio(mode, query, rival, Figures::cpuMicrosPerEvent)));
      table.add(cells);
    }
    return table;
  }

  private MarkdownTable costs(Mode mode) {
    MarkdownTable table =
        new MarkdownTable(
            List.of(
                "Query",
                "Runner",
                "CPU, s",
                "CPU an event after start-up, µs",
                "CPU before the first event, s",
                "First event after, s",
                "Peak memory, MiB",
                "Load average before",
                "Cores used by others"));
    for (String query : plan.queries()) {
      for (RunnerKind runner : plan.runnersIn(mode)) {
        table.add(costs(new Cell(mode, query, runner)));
      }
    }
    return table;
  }

  private List<String> costs(Cell cell) {
    return List.of(
        cell.query(),
        cell.runner().title(),
        value(cell, figures -> figures.cost().cpuSeconds(), NexmarkReport::tenths),
        value(cell, Figures::cpuMicrosPerEvent, NexmarkReport::tenths),
        value(cell, figures -> figures.cost().startUpCpuSeconds(), NexmarkReport::tenths),
        value(cell, figures -> figures.cost().firstEventSeconds(), NexmarkReport::tenths),
        value(
            cell,
            figures -> figures.cost().peakResidentBytes() / BYTES_PER_MIB,
            NexmarkReport::whole),
        value(cell, figures -> figures.conditions().loadAverage(), NexmarkReport::tenths),
        value(cell, figures -> figures.conditions().foreignCores(), NexmarkReport::tenths));
  }

  /** The runners that the plan's first one is compared with. */
  private List<RunnerKind> rivals(Mode mode) {
    List<RunnerKind> runners = plan.runnersIn(mode);
    return runners.isEmpty() ? List.of() : runners.subList(1, runners.size());
  }

  /** The other rivals, where the floor is one: how far above them it lies bounds every ratio. */
  private List<RunnerKind> aboveFloor(Mode mode) {
    List<RunnerKind> rivals = rivals(mode);
    return rivals.contains(RunnerKind.FLOOR)
        ? rivals.stream().filter(rival -> rival != RunnerKind.FLOOR).toList()
        : List.of();
  }

  private String ratioTitle(Mode mode, RunnerKind rival) {
    return ratioTitle(plan.runnersIn(mode).get(0), rival);
  }

  private static String ratioTitle(RunnerKind above, RunnerKind below) {
    return above.title() + " / " + below.title();
  }

  private String title(RunnerKind runner) {
    long events = plan.eventsOn(runner);
    return events == plan.events()
        ? runner.title()
        : "%s (%s events)".formatted(runner.title(), grouped(events));
  }

  private String resultCounts(Mode mode, String query) {
    List<String> counts =
        plan.runnersIn(mode).stream()
            .filter(runner -> plan.eventsOn(runner) == plan.events())
            .flatMap(runner -> results.figures(new Cell(mode, query, runner)).stream())
            .map(figures -> grouped(figures.results()))
            .distinct()
            .toList();
    return counts.isEmpty() ? ABSENT : String.join(" ≠ ", counts);
  }

  private String ratio(
      Mode mode, String query, RunnerKind rival, ToDoubleFunction<Figures> figure) {
    return ratio(
        new Cell(mode, query, plan.runnersIn(mode).get(0)), new Cell(mode, query, rival), figure);
  }

  private String ratio(Cell above, Cell below, ToDoubleFunction<Figures> figure) {
    return results.ratio(above, below, figure).map(NexmarkReport::hundredths).orElse(ABSENT);
  }

  private String value(
      Cell cell, ToDoubleFunction<Figures> figure, Function<Spread, String> format) {
    Optional<String> measured = results.spread(cell, figure).map(format);
    return measured.orElse(results.failure(cell).isPresent() ? "failed" : ABSENT);
  }

  private static String whole(Spread spread) {
    return withRange("%,.0f", spread);
  }

  private static String tenths(Spread spread) {
    return withRange("%.1f", spread);
  }

  private static String hundredths(Spread spread) {
    return withRange("%.2f", spread);
  }

  /** The median, followed by the lowest and the highest where they say more. */
  private static String withRange(String format, Spread spread) {
    String median = String.format(Locale.ROOT, format, spread.median());
    return spread.lowest() == spread.highest()
        ? median
        : String.format(
            Locale.ROOT,
            "%s (" + format + "–" + format + ")",
            median,
            spread.lowest(),
            spread.highest());
  }

  private static String grouped(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static String capitalized(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
