// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Processor seconds that the whole machine has used since it started, from {@code /proc/stat}.
 *
 * @param busySeconds used by any process or by the kernel, or withheld by the hypervisor
 */
public record ProcessorTime(double busySeconds) {

  private static final Path SOURCE = Path.of("/proc/stat");

  /** Linux reports hundredths of a second to every program, whatever its clock does. */
  private static final double TICKS_PER_SECOND = 100;

  private static final int IDLE_FIELD = 4;
  private static final int WAITING_FIELD = 5;
  private static final int STOLEN_FIELD = 8;

  /** The time so far, or empty where the system does not tell. */
  public static Optional<ProcessorTime> now() throws IOException {
    if (!Files.exists(SOURCE)) {
      return Optional.empty();
    }
    return Optional.of(parse(Files.readString(SOURCE)));
  }

  /** Parses the file's first line: {@code cpu user nice system idle iowait irq softirq steal …}. */
  static ProcessorTime parse(String stat) {
    String[] fields = stat.lines().findFirst().orElse("").split("\\s+", -1);
    if (!fields[0].equals("cpu") || fields.length <= STOLEN_FIELD) {
      throw new IllegalArgumentException("not the text of /proc/stat: " + stat);
    }
    long ticks = 0;
    for (int i = 1; i <= STOLEN_FIELD; i++) {
      if (i != IDLE_FIELD && i != WAITING_FIELD) {
        ticks += Long.parseLong(fields[i]);
      }
    }
    return new ProcessorTime(ticks / TICKS_PER_SECOND);
  }
}
