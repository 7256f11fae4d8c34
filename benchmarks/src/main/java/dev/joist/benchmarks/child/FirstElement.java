// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.child;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * When the first element of a program passed, and what starting up had cost by then.
 *
 * <p><em>Threading</em>: any thread may note; the first one counts.
 */
public final class FirstElement {

  /** The fact with the wall clock of the first element, milliseconds since the epoch. */
  public static final String WALL_MILLIS = "firstElementWallMillis";

  /** The fact with the CPU nanoseconds of the process until the first element. */
  public static final String CPU_NANOS = "firstElementCpuNanos";

  /** The fact with the CPU nanoseconds of the process until the facts were asked for. */
  public static final String END_CPU_NANOS = "endCpuNanos";

  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final AtomicBoolean NOTED = new AtomicBoolean();
  private static volatile long wallMillis = -1;
  private static volatile long cpuNanos = -1;

  private FirstElement() {}

  /** Notes now, unless an element has passed before; call it seldom, such as for each reader. */
  public static void note() {
    if (NOTED.compareAndSet(false, true)) {
      cpuNanos = PROCESS.getProcessCpuTime();
      wallMillis = System.currentTimeMillis();
    }
  }

  /** The facts, at the end of what is measured; the first two are -1 if no element passed. */
  public static Map<String, Long> facts() {
    return Map.of(
        WALL_MILLIS, wallMillis, CPU_NANOS, cpuNanos, END_CPU_NANOS, PROCESS.getProcessCpuTime());
  }
}
