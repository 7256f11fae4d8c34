// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a child JVM wrote of its own cost.
 *
 * @param jvmStartMillis when the JVM started, milliseconds since the epoch
 * @param endMillis when the program's main returned, milliseconds since the epoch
 * @param cpuNanos CPU time of the whole process until then
 * @param peakResidentBytes the most memory it held, -1 where the system does not tell
 * @param trace CPU time at moments in ascending order
 */
public record ChildReport(
    long jvmStartMillis,
    long endMillis,
    long cpuNanos,
    long peakResidentBytes,
    List<TracePoint> trace) {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** The CPU time used until a moment. */
  public record TracePoint(long wallMillis, long cpuNanos) {}

  public ChildReport {
    trace = List.copyOf(trace);
  }

  /** Reads the line that {@code MeasuredMain} wrote. */
  public static ChildReport read(Path file) throws IOException {
    JsonNode json = MAPPER.readTree(file.toFile());
    JsonNode millis = json.required("traceMillis");
    JsonNode nanos = json.required("traceCpuNanos");
    List<TracePoint> trace = new ArrayList<>();
    for (int i = 0; i < millis.size(); i++) {
      trace.add(new TracePoint(millis.get(i).longValue(), nanos.get(i).longValue()));
    }
    return new ChildReport(
        json.required("jvmStartMillis").longValue(),
        json.required("endMillis").longValue(),
        json.required("cpuNanos").longValue(),
        json.required("peakResidentBytes").longValue(),
        trace);
  }

  /**
   * CPU time used until {@code wallMillis}, interpolated between samples and clamped to the trace.
   */
  public long cpuNanosAt(long wallMillis) {
    TracePoint before = new TracePoint(jvmStartMillis, 0);
    for (TracePoint point : trace) {
      if (point.wallMillis() >= wallMillis) {
        long span = Math.max(1, point.wallMillis() - before.wallMillis());
        double share = Math.max(0, (double) (wallMillis - before.wallMillis()) / span);
        return before.cpuNanos() + Math.round(share * (point.cpuNanos() - before.cpuNanos()));
      }
      before = point;
    }
    return cpuNanos;
  }
}
