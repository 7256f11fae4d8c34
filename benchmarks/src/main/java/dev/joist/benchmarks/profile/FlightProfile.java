// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/**
 * What a recording says of where the time of a job's threads goes.
 *
 * @param samples how many stacks of running threads were seen, by whose code ran
 * @param startUpSamples stacks of the thread of main, which begins the job and waits for it
 * @param pauses how long the garbage collector stopped all threads
 * @param compiling how long the JIT compiler worked from the first event on, by whose methods it
 *     compiled; what it took in of others' counts for them too
 */
public record FlightProfile(
    Map<Spender, Long> samples,
    long startUpSamples,
    Duration pauses,
    Map<Spender, Duration> compiling) {

  private static final double PERCENT = 100;

  public FlightProfile {
    samples = Map.copyOf(samples);
    compiling = Map.copyOf(compiling);
  }

  /** A method that was compiled. */
  private record Compilation(Instant start, Duration duration, Spender owner) {}

  /** Reads a recording; nobody else needs to have ended it. */
  public static FlightProfile read(Path recording) throws IOException {
    Map<Spender, Long> samples = new EnumMap<>(Spender.class);
    long startUp = 0;
    Duration pauses = Duration.ZERO;
    Instant firstEvent = Instant.MAX;
    List<Compilation> compilations = new ArrayList<>();
    try (RecordingFile file = new RecordingFile(recording)) {
      while (file.hasMoreEvents()) {
        RecordedEvent event = file.readEvent();
        if (event.getEventType().getName().equals("jdk.GCPhasePause")) {
          pauses = pauses.plus(event.getDuration());
        } else if (event.getEventType().getName().equals("jdk.Compilation")) {
          compilations.add(compilation(event));
        } else if (event.getEventType().getName().equals("jdk.ExecutionSample")) {
          RecordedThread thread = event.getThread("sampledThread");
          if (thread != null && "main".equals(thread.getJavaName())) {
            startUp++;
          } else {
            Spender spender = Spender.of(classes(event));
            samples.merge(spender, 1L, Long::sum);
            if (spender == Spender.GENERATOR && event.getStartTime().isBefore(firstEvent)) {
              firstEvent = event.getStartTime();
            }
          }
        }
      }
    }
    return new FlightProfile(samples, startUp, pauses, byOwner(compilations, firstEvent));
  }

  private static Compilation compilation(RecordedEvent event) {
    RecordedMethod method = event.getValue("method");
    return new Compilation(
        event.getStartTime(), event.getDuration(), Spender.of(List.of(method.getType().getName())));
  }

  private static Map<Spender, Duration> byOwner(List<Compilation> compilations, Instant from) {
    Map<Spender, Duration> compiling = new EnumMap<>(Spender.class);
    for (Compilation compilation : compilations) {
      if (!compilation.start().isBefore(from)) {
        compiling.merge(compilation.owner(), compilation.duration(), Duration::plus);
      }
    }
    return compiling;
  }

  private static List<String> classes(RecordedEvent event) {
    return event.getStackTrace() == null
        ? List.of()
        : event.getStackTrace().getFrames().stream()
            .map(frame -> frame.getMethod().getType().getName())
            .toList();
  }

  /** The share of the job's threads' time that {@code spender} takes, in percent. */
  public double percent(Spender spender) {
    long all = jobSamples();
    return all == 0 ? 0 : PERCENT * samples.getOrDefault(spender, 0L) / all;
  }

  /** How long the JIT compiler worked from the first event on for {@code owners}. */
  public Duration compiling(Set<Spender> owners) {
    return compiling.entrySet().stream()
        .filter(entry -> owners.contains(entry.getKey()))
        .map(Map.Entry::getValue)
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** How many stacks of the job's threads were seen. */
  public long jobSamples() {
    return samples.values().stream().mapToLong(Long::longValue).sum();
  }
}
