// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.child;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Runs another program's {@code main} in this JVM and writes what the run cost as one line of JSON.
 *
 * <p>Arguments: the file to write, the main class, then that class's own arguments. The process
 * exits with 0, or with 1 when the program threw.
 */
public final class MeasuredMain {

  private MeasuredMain() {}

  public static void main(String[] args) throws ReflectiveOperationException, IOException {
    Path report = Path.of(args[0]);
    String[] programArgs = Arrays.copyOfRange(args, 2, args.length);
    CpuTrace trace = CpuTrace.start();
    int status = 0;
    try {
      Class.forName(args[1]).getMethod("main", String[].class).invoke(null, (Object) programArgs);
    } catch (InvocationTargetException e) {
      Throwable thrown = e.getCause() == null ? e : e.getCause();
      thrown.printStackTrace();
      status = 1;
    }
    long cpuNanos = trace.sample();
    Files.writeString(report, json(trace, cpuNanos));
    // Threads a runner left behind must not keep the process.
    System.exit(status);
  }

  private static String json(CpuTrace trace, long cpuNanos) throws IOException {
    return "{\"jvmStartMillis\":%d,\"endMillis\":%d,\"cpuNanos\":%d,\"peakResidentBytes\":%d,\"traceMillis\":%s,\"traceCpuNanos\":%s}%n"
        .formatted(
            ManagementFactory.getRuntimeMXBean().getStartTime(),
            System.currentTimeMillis(),
            cpuNanos,
            peakResidentBytes(),
            Arrays.toString(trace.wallMillis()),
            Arrays.toString(trace.cpuNanos()));
  }

  /** The high-water mark of this process's memory, or -1 where the system does not tell. */
  private static long peakResidentBytes() throws IOException {
    Path status = Path.of("/proc/self/status");
    List<String> lines = Files.exists(status) ? Files.readAllLines(status) : List.of();
    return lines.stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElse(-1);
  }
}
