// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.child;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * The CPU time this process had used at each of many moments.
 *
 * <p>A benchmark learns only afterwards when its first event passed; from the trace it can then say
 * how much CPU time starting up had cost.
 *
 * <p><em>Threading</em>: one daemon thread samples; every method may be called from any thread.
 */
final class CpuTrace {

  private static final long INTERVAL_MILLIS = 50;

  private final OperatingSystemMXBean process =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private long[] wallMillis = new long[1024];
  private long[] cpuNanos = new long[1024];
  private int size;

  /** A trace that samples until the process ends. */
  static CpuTrace start() {
    CpuTrace trace = new CpuTrace();
    trace.sample();
    Thread sampler = new Thread(trace::sampleForever, "cpu-trace");
    sampler.setDaemon(true);
    sampler.start();
    return trace;
  }

  /** Takes one more sample, now, and returns the CPU nanoseconds used so far. */
  synchronized long sample() {
    if (size == wallMillis.length) {
      wallMillis = Arrays.copyOf(wallMillis, 2 * size);
      cpuNanos = Arrays.copyOf(cpuNanos, 2 * size);
    }
    wallMillis[size] = System.currentTimeMillis();
    cpuNanos[size] = process.getProcessCpuTime();
    return cpuNanos[size++];
  }

  /** The wall clock of each sample, in milliseconds since the epoch. */
  synchronized long[] wallMillis() {
    return Arrays.copyOf(wallMillis, size);
  }

  /** The CPU time used by each sample, in nanoseconds since the process began. */
  synchronized long[] cpuNanos() {
    return Arrays.copyOf(cpuNanos, size);
  }

  private void sampleForever() {
    try {
      while (true) {
        Thread.sleep(INTERVAL_MILLIS);
        sample();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
