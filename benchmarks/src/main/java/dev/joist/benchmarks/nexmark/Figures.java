// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.nexmark;

import dev.joist.benchmarks.session.Conditions;

/**
 * What one run measured.
 *
 * @param events events that Nexmark counted
 * @param results results that Nexmark counted
 * @param runtimeSeconds from the first event to the last event or result, by Nexmark's own clock
 * @param cost what the run cost besides time
 * @param conditions how busy the machine was otherwise
 */
public record Figures(
    long events, long results, double runtimeSeconds, Cost cost, Conditions conditions) {

  private static final double MICROS_PER_SECOND = 1e6;

  /**
   * What the child JVM used.
   *
   * @param cpuSeconds CPU time of the process from its start to the end of Nexmark's main
   * @param startUpCpuSeconds the part of it before the first event
   * @param firstEventSeconds from the start of the JVM to the first event, to within 0.1 s
   * @param peakResidentBytes the most memory the process held, -1 if unknown
   */
  public record Cost(
      double cpuSeconds,
      double startUpCpuSeconds,
      double firstEventSeconds,
      long peakResidentBytes) {}

  /** Events per second by Nexmark's own clock. */
  public double eventsPerSecond() {
    return events / runtimeSeconds;
  }

  /** CPU time an event, without what starting up cost. */
  public double cpuMicrosPerEvent() {
    return MICROS_PER_SECOND * (cost.cpuSeconds() - cost.startUpCpuSeconds()) / events;
  }
}
