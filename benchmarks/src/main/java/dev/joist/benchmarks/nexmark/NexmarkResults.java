// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.nexmark;

import dev.joist.benchmarks.measure.Spread;
import dev.joist.benchmarks.session.Conditions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Every run of a session, and what they say together. */
public record NexmarkResults(List<Trial> trials) {

  /**
   * Queries whose number of results is the runner's to choose: 6 emits a pane for one winning bid
   * or for several that came together, 12 counts in windows of processing time.
   */
  private static final Set<String> COUNTS_VARY = Set.of("6", "12");

  public NexmarkResults {
    trials = List.copyOf(trials);
  }

  /** The runs of one query on one runner in one mode. */
  public record Cell(Mode mode, String query, RunnerKind runner) {

    static Cell of(RunSpec spec) {
      return new Cell(spec.mode(), spec.query(), spec.runner());
    }
  }

  /** The figures of a cell in the order of their rounds. */
  public List<Figures> figures(Cell cell) {
    return outcomes(cell).flatMap(outcome -> outcome.measured().stream()).toList();
  }

  /** Why a cell has failed, if one of its runs has. */
  public Optional<Outcome.Failed> failure(Cell cell) {
    return outcomes(cell).flatMap(outcome -> outcome.failure().stream()).findFirst();
  }

  /** The spread of a figure over a cell's runs; empty if the cell failed or was not run. */
  public Optional<Spread> spread(Cell cell, ToDoubleFunction<Figures> figure) {
    List<Double> values = values(cell, figure);
    return values.isEmpty() ? Optional.empty() : Optional.of(Spread.of(values));
  }

  /** The spread over the rounds of a figure on one runner divided by that on another. */
  public Optional<Spread> ratio(
      Cell numerator, Cell denominator, ToDoubleFunction<Figures> figure) {
    List<Double> above = values(numerator, figure);
    List<Double> below = values(denominator, figure);
    return above.isEmpty() || below.isEmpty()
        ? Optional.empty()
        : Optional.of(Spread.ofRatios(above, below));
  }

  /** A clause on how busy other processes were. */
  public String noise() {
    return Conditions.noise(
        trials.stream()
            .flatMap(trial -> trial.outcome().measured().stream())
            .map(Figures::conditions));
  }

  /** What must not be: sentences about runs that failed and runs that disagree. */
  public List<String> complaints() {
    Stream<String> failures =
        trials.stream()
            .flatMap(
                trial ->
                    trial.outcome().failure().stream()
                        .map(
                            failed ->
                                "%s failed: %s"
                                    .formatted(trial.spec().describe(), failed.reason())));
    return Stream.concat(failures, disagreements()).toList();
  }

  /**
   * The runs of one query over the same events must count the same results, whatever the runner.
   */
  private Stream<String> disagreements() {
    Map<String, Map<String, Set<Long>>> counts = new LinkedHashMap<>();
    for (Trial trial : trials) {
      if (COUNTS_VARY.contains(trial.spec().query())) {
        continue;
      }
      trial
          .outcome()
          .measured()
          .ifPresent(
              figures ->
                  counts
                      .computeIfAbsent(question(trial.spec()), key -> new LinkedHashMap<>())
                      .computeIfAbsent(trial.spec().runner().title(), key -> new TreeSet<>())
                      .add(figures.results()));
    }
    return counts.entrySet().stream()
        .filter(
            entry -> entry.getValue().values().stream().flatMap(Set::stream).distinct().count() > 1)
        .map(
            entry ->
                "%s gave different numbers of results: %s"
                    .formatted(entry.getKey(), entry.getValue()));
  }

  private static String question(RunSpec spec) {
    return "%s query %s over %,d events".formatted(spec.mode().word(), spec.query(), spec.events());
  }

  private List<Double> values(Cell cell, ToDoubleFunction<Figures> figure) {
    return failure(cell).isPresent()
        ? List.of()
        : figures(cell).stream().map(figure::applyAsDouble).toList();
  }

  private Stream<Outcome> outcomes(Cell cell) {
    return trials.stream().filter(trial -> Cell.of(trial.spec()).equals(cell)).map(Trial::outcome);
  }
}
