// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.measure;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The median of several measurements of one thing, with the lowest and the highest. */
public record Spread(double median, double lowest, double highest) {

  public Spread {
    if (!(lowest <= median && median <= highest)) {
      throw new IllegalArgumentException(
          "median %s is not between lowest %s and highest %s".formatted(median, lowest, highest));
    }
  }

  /**
   * The spread of at least one value; the median of an even number is the mean of the middle two.
   */
  public static Spread of(Collection<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("no value has no spread");
    }
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Spread(median, sorted[0], sorted[sorted.length - 1]);
  }

  /**
   * The spread of {@code numerators[i] / denominators[i]}: of measurements taken in turns, the
   * quotient of each turn, so that what slowed a whole turn down cancels.
   */
  public static Spread ofRatios(List<Double> numerators, List<Double> denominators) {
    if (numerators.size() != denominators.size()) {
      throw new IllegalArgumentException(
          "%d numerators do not pair with %d denominators"
              .formatted(numerators.size(), denominators.size()));
    }
    return of(
        IntStream.range(0, numerators.size())
            .mapToObj(i -> numerators.get(i) / denominators.get(i))
            .toList());
  }

  /** How far the highest lies above the lowest, as a share of the median. */
  public double relativeWidth() {
    return (highest - lowest) / median;
  }

  /**
   * The median, followed by the lowest and the highest where they look different.
   *
   * @param format of each number, such as {@code %.1f}
   */
  public String format(String format) {
    String low = String.format(Locale.ROOT, format, lowest);
    String high = String.format(Locale.ROOT, format, highest);
    String middle = String.format(Locale.ROOT, format, median);
    return low.equals(high) ? middle : "%s (%s–%s)".formatted(middle, low, high);
  }
}
