// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.session;

import dev.joist.benchmarks.measure.Spread;
import java.util.List;
import java.util.stream.Stream;

/**
 * What else the machine did during a run.
 *
 * @param loadAverage the one-minute load average just before the run, -1 if unknown
 * @param foreignCores cores that other processes kept busy during the run, on average, NaN if
 *     unknown
 */
public record Conditions(double loadAverage, double foreignCores) {

  /** A clause on how busy other processes were during all of several runs. */
  public static String noise(Stream<Conditions> runs) {
    List<Double> known =
        runs.map(Conditions::foreignCores).filter(cores -> !cores.isNaN()).toList();
    return known.isEmpty()
        ? "how busy other processes were is not known"
        : "other processes used %.1f cores on average and %.1f at most"
            .formatted(
                known.stream().mapToDouble(Double::doubleValue).average().orElseThrow(),
                Spread.of(known).highest());
  }
}
