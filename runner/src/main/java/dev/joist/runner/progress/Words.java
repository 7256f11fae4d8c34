// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.progress;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** The progress of a job in words. */
final class Words {

  private static final int SLOWEST = 3;
  private static final int SINKS = 5;

  private Words() {}

  /** A line, such as {@code 12 s | 4,000,000 read, 350,000/s | slowest: Parse (61 %)}. */
  static String progress(JobFigures now, long readPerSecond, long nowMillis) {
    List<String> parts = new ArrayList<>();
    parts.add(time(now.millis()));
    parts.add("%s read, %s/s".formatted(number(now.read()), number(readPerSecond)));
    OptionalLong lag = now.lagMillis(nowMillis);
    if (lag.isPresent()) {
      parts.add(watermark(lag.getAsLong()));
    }
    now.slowest(1).forEach(step -> parts.add("slowest: " + share(step)));
    return String.join(" | ", parts);
  }

  /** What is to be said when the job has ended. */
  static List<String> summary(String end, JobFigures last, List<Sink> sinks) {
    List<String> lines = new ArrayList<>();
    lines.add("%s after %s: %s".formatted(end, time(last.millis()), read(last)));
    if (!sinks.isEmpty()) {
      lines.add("results: " + results(last, sinks));
    }
    List<JobFigures.Share> slowest = last.slowest(SLOWEST);
    if (!slowest.isEmpty()) {
      lines.add("slowest: " + slowest.stream().map(Words::share).collect(Collectors.joining(", ")));
    }
    return lines;
  }

  /** Without a rate where the time was too short for one. */
  private static String read(JobFigures last) {
    String read = number(last.read()) + (last.read() == 1 ? " element read" : " elements read");
    return last.millis() < 1000
        ? read
        : "%s, %s/s".formatted(read, number(last.readPerSecond(JobFigures.BEGINNING)));
  }

  private static String results(JobFigures last, List<Sink> sinks) {
    String shown =
        sinks.stream()
            .limit(SINKS)
            .map(sink -> "%s %s".formatted(sink.name(), number(sink.results(last))))
            .collect(Collectors.joining(", "));
    int more = sinks.size() - SINKS;
    return more > 0 ? "%s and %d more sinks".formatted(shown, more) : shown;
  }

  private static String watermark(long lagMillis) {
    return lagMillis < 0
        ? "watermark " + time(-lagMillis) + " ahead"
        : "watermark " + time(lagMillis) + " behind";
  }

  private static String share(JobFigures.Share step) {
    return "%s (%d %%)".formatted(step.step(), Math.round(100 * step.share()));
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String time(long millis) {
    Duration time = Duration.ofMillis(millis);
    if (time.toDays() > 0) {
      return "%d d %d h".formatted(time.toDays(), time.toHoursPart());
    }
    if (time.toHours() > 0) {
      return "%d h %d min".formatted(time.toHours(), time.toMinutesPart());
    }
    if (time.toMinutes() > 0) {
      return "%d min %d s".formatted(time.toMinutes(), time.toSecondsPart());
    }
    return millis < 10_000
        ? String.format(Locale.ROOT, "%.1f s", millis / 1000.0)
        : "%d s".formatted(time.toSeconds());
  }
}
