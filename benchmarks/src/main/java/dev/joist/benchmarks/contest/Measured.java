// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.contest;

import dev.joist.benchmarks.child.Facts;
import dev.joist.benchmarks.child.FirstElement;
import dev.joist.benchmarks.process.ChildReport;
import dev.joist.benchmarks.session.Conditions;

/**
 * One run that came to its end.
 *
 * @param entry what ran
 * @param facts what the program found out by itself
 * @param cost what the process cost
 * @param conditions how busy the machine was otherwise
 */
public record Measured(Entry entry, Facts facts, ChildReport cost, Conditions conditions) {

  private static final double NANOS_PER_SECOND = 1e9;
  private static final double MILLIS_PER_SECOND = 1e3;
  private static final double BYTES_PER_MIB = 1 << 20;

  /** The number that the program calls {@code name}. */
  public double fact(String name) {
    return facts.get(name);
  }

  /** CPU time of the process. */
  public double cpuSeconds() {
    return cost.cpuNanos() / NANOS_PER_SECOND;
  }

  /** From the start of the JVM to the end of the program's main. */
  public double wallSeconds() {
    return (cost.endMillis() - cost.jvmStartMillis()) / MILLIS_PER_SECOND;
  }

  /** The most memory that the process held. */
  public double peakMib() {
    return cost.peakResidentBytes() / BYTES_PER_MIB;
  }

  /** CPU time of the process before the first element. */
  public double startUpCpuSeconds() {
    return fact(FirstElement.CPU_NANOS) / NANOS_PER_SECOND;
  }

  /** From the start of the JVM to the first element. */
  public double startUpSeconds() {
    return (facts.get(FirstElement.WALL_MILLIS) - cost.jvmStartMillis()) / MILLIS_PER_SECOND;
  }

  /** CPU time of the process from the first element to the end of what the program measures. */
  public double runningCpuSeconds() {
    return fact(FirstElement.END_CPU_NANOS) / NANOS_PER_SECOND - startUpCpuSeconds();
  }
}
