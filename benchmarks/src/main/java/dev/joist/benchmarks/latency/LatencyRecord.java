// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.latency;

import dev.joist.benchmarks.schedule.Schedule;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What one process knows of the results that came out: how late each was, and a checksum of them.
 * It is one for the whole process, since runners make copies of the functions that record.
 *
 * <p><em>Threading</em>: any thread may record.
 */
public final class LatencyRecord {

  static final String P50_MICROS = "p50Micros";
  static final String P99_MICROS = "p99Micros";
  static final String MAXIMUM_MICROS = "maximumMicros";
  static final String RESULTS = "results";
  static final String COUNTED = "counted";
  static final String CHECKSUM = "checksum";

  private static final double MEDIAN = 0.5;
  private static final double NEARLY_ALL = 0.99;
  private static final long MILLIS_PER_SECOND = 1_000;

  private static final LatencyRecord OF_THIS_PROCESS = new LatencyRecord();

  private final Histogram latencies = new Histogram();
  private final LongAdder counted = new LongAdder();
  private final LongAdder checksum = new LongAdder();

  LatencyRecord() {}

  static LatencyRecord ofThisProcess() {
    return OF_THIS_PROCESS;
  }

  /**
   * Records that a result comes out now, if its window ends within the measured seconds.
   *
   * @param windowEndMillis the end of the window, exclusive
   */
  void add(LatencySettings settings, long windowEndMillis, long key, long count) {
    Schedule schedule = settings.schedule();
    long endSecond = (windowEndMillis - schedule.startMillis()) / MILLIS_PER_SECOND;
    if (settings.isMeasured(endSecond)) {
      latencies.add(System.nanoTime() - schedule.firstDueNanos(windowEndMillis));
      counted.add(count);
      checksum.add((31 * endSecond + key + 1) * 0x9E3779B97F4A7C15L * count);
    }
  }

  Map<String, Long> facts() {
    Map<String, Long> facts = new TreeMap<>();
    facts.put(P50_MICROS, latencies.percentileMicros(MEDIAN));
    facts.put(P99_MICROS, latencies.percentileMicros(NEARLY_ALL));
    facts.put(MAXIMUM_MICROS, latencies.maximumMicros());
    facts.put(RESULTS, latencies.size());
    facts.put(COUNTED, counted.sum());
    facts.put(CHECKSUM, checksum.sum());
    return facts;
  }
}
