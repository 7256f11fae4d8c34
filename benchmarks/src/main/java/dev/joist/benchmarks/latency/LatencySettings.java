// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.latency;

import dev.joist.benchmarks.schedule.Schedule;
import java.io.Serializable;
import java.util.List;

/**
 * What a latency program was asked for.
 *
 * @param schedule the events
 * @param warmUpSeconds windows that end within so many seconds of the first event do not count
 * @param measuredSeconds so many windows after them do
 */
record LatencySettings(Schedule schedule, int warmUpSeconds, int measuredSeconds)
    implements Serializable {

  static final int WINDOW_SECONDS = 2;
  static final int PERIOD_SECONDS = 1;

  /** Time to start in, so that the first event finds everybody ready. */
  private static final long LEAD_MILLIS = 10_000;

  /** The number of arguments that {@link #parse} reads. */
  static final int ARGUMENTS = 4;

  /** Reads what {@link #arguments} wrote, and lets the schedule begin soon. */
  static LatencySettings parse(List<String> arguments) {
    int warmUpSeconds = Integer.parseInt(arguments.get(2));
    int measuredSeconds = Integer.parseInt(arguments.get(3));
    return new LatencySettings(
        Schedule.steady(
            Long.parseLong(arguments.get(0)),
            warmUpSeconds + measuredSeconds,
            Integer.parseInt(arguments.get(1)),
            LEAD_MILLIS),
        warmUpSeconds,
        measuredSeconds);
  }

  static List<String> arguments(
      long eventsPerSecond, int keys, int warmUpSeconds, int measuredSeconds) {
    return List.of(
        Long.toString(eventsPerSecond),
        Integer.toString(keys),
        Integer.toString(warmUpSeconds),
        Integer.toString(measuredSeconds));
  }

  /** Whether a window counts that ends so many seconds after the first event. */
  boolean isMeasured(long endSecond) {
    return endSecond > warmUpSeconds && endSecond <= warmUpSeconds + measuredSeconds;
  }
}
