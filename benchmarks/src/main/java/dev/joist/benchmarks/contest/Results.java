// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.contest;

import dev.joist.benchmarks.measure.Spread;
import dev.joist.benchmarks.session.Conditions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** All runs of a contest in their order, and sentences about those that failed. */
public record Results(List<Measured> runs, List<String> failures) {

  public Results {
    runs = List.copyOf(runs);
    failures = List.copyOf(failures);
  }

  /** The spread of a figure over the runs of {@code row} on {@code side}; empty if none ran. */
  public Optional<Spread> spread(String row, Side side, ToDoubleFunction<Measured> figure) {
    List<Double> values = values(row, side, figure);
    return values.isEmpty() ? Optional.empty() : Optional.of(Spread.of(values));
  }

  /** The same as text, or a dash. */
  public String cell(String row, Side side, ToDoubleFunction<Measured> figure, String format) {
    return spread(row, side, figure).map(spread -> spread.format(format)).orElse("–");
  }

  /** The spread of one side's figure over the other's, turn by turn; empty if one has not run. */
  public Optional<Spread> ratio(
      String row, Side first, Side second, ToDoubleFunction<Measured> figure) {
    List<Double> numerators = values(row, first, figure);
    List<Double> denominators = values(row, second, figure);
    return numerators.isEmpty() || numerators.size() != denominators.size()
        ? Optional.empty()
        : Optional.of(Spread.ofRatios(numerators, denominators));
  }

  /** A clause on how busy other processes were. */
  public String noise() {
    return Conditions.noise(runs.stream().map(Measured::conditions));
  }

  /**
   * What is not as it must be: runs that failed, and rows whose runs do not agree.
   *
   * @param agreeing the facts that, where a row has them, must be the same in all its runs
   */
  public List<String> complaints(Set<String> agreeing) {
    List<String> complaints = new ArrayList<>(failures);
    Map<String, List<Measured>> byRow =
        runs.stream()
            .collect(
                Collectors.groupingBy(run -> run.entry().row(), TreeMap::new, Collectors.toList()));
    byRow.forEach(
        (row, ofRow) ->
            new TreeSet<>(agreeing)
                .forEach(fact -> disagreement(row, fact, ofRow).ifPresent(complaints::add)));
    return complaints;
  }

  private static Optional<String> disagreement(String row, String fact, List<Measured> runs) {
    List<String> told =
        runs.stream()
            .map(run -> Optional.ofNullable(run.facts().numbers().get(fact)))
            .map(number -> number.map(Object::toString).orElse("nothing"))
            .toList();
    return new HashSet<>(told).size() == 1
        ? Optional.empty()
        : Optional.of(
            "%s: %s differs: %s"
                .formatted(
                    row,
                    fact,
                    IntStream.range(0, told.size())
                        .mapToObj(i -> runs.get(i).entry().side().title() + " " + told.get(i))
                        .collect(Collectors.joining(", "))));
  }

  private List<Double> values(String row, Side side, ToDoubleFunction<Measured> figure) {
    return runs.stream()
        .filter(run -> run.entry().row().equals(row) && run.entry().side().equals(side))
        .map(figure::applyAsDouble)
        .toList();
  }
}
