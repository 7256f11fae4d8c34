// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.contest;

import dev.joist.benchmarks.child.Facts;
import dev.joist.benchmarks.child.FirstElement;
import dev.joist.benchmarks.process.ChildReport;
import dev.joist.benchmarks.session.Conditions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs that never ran. */
public final class Samples {

  private static final long SECOND_NANOS = 1_000_000_000;

  private Samples() {}

  /** A run whose JVM lived for 10 s, with 2 CPU seconds before the first element. */
  public static Measured run(
      String row, Side side, long runningCpuSeconds, Map<String, Long> found) {
    Map<String, Long> facts = new TreeMap<>(found);
    facts.put(FirstElement.CPU_NANOS, 2 * SECOND_NANOS);
    facts.put(FirstElement.END_CPU_NANOS, (2 + runningCpuSeconds) * SECOND_NANOS);
    facts.put(FirstElement.WALL_MILLIS, 4_000L);
    ChildReport cost =
        new ChildReport(
            1_000, 11_000, (3 + runningCpuSeconds) * SECOND_NANOS, 300 << 20, List.of());
    return new Measured(
        new Entry(row, side, "Main", List.of()), new Facts(facts), cost, new Conditions(1, 0.25));
  }
}
