// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.measure;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** The class of machine that figures were taken on; it names no machine. */
public record Machine(int cores, long memoryBytes, String system, String jdk) {

  private static final long BYTES_PER_GIB = 1L << 30;

  /** This machine. */
  public static Machine current() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        system.getTotalMemorySize(),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
  }

  /** For example "2 cores, 24 GiB, Linux amd64, OpenJDK 64-Bit Server VM 17.0.15". */
  public String describe() {
    long gib = Math.round((double) memoryBytes / BYTES_PER_GIB);
    return "%d cores, %d GiB, %s, %s".formatted(cores, gib, system, jdk);
  }
}
