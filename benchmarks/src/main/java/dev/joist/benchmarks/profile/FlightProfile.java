// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/**
 * What a recording says of where the time of a job's threads goes.
 *
 * @param samples how many stacks of running threads were seen, by whose code ran
 * @param startUpSamples stacks of the thread of main, which begins the job and waits for it
 * @param pauses how long the garbage collector stopped all threads
 */
public record FlightProfile(Map<Spender, Long> samples, long startUpSamples, Duration pauses) {

  private static final double PERCENT = 100;

  public FlightProfile {
    samples = Map.copyOf(samples);
  }

  /** Reads a recording; nobody else needs to have ended it. */
  public static FlightProfile read(Path recording) throws IOException {
    Map<Spender, Long> samples = new EnumMap<>(Spender.class);
    long startUp = 0;
    Duration pauses = Duration.ZERO;
    try (RecordingFile file = new RecordingFile(recording)) {
      while (file.hasMoreEvents()) {
        RecordedEvent event = file.readEvent();
        if (event.getEventType().getName().equals("jdk.GCPhasePause")) {
          pauses = pauses.plus(event.getDuration());
        } else if (event.getEventType().getName().equals("jdk.ExecutionSample")) {
          RecordedThread thread = event.getThread("sampledThread");
          if (thread != null && "main".equals(thread.getJavaName())) {
            startUp++;
          } else {
            samples.merge(Spender.of(classes(event)), 1L, Long::sum);
          }
        }
      }
    }
    return new FlightProfile(samples, startUp, pauses);
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

  /** How many stacks of the job's threads were seen. */
  public long jobSamples() {
    return samples.values().stream().mapToLong(Long::longValue).sum();
  }
}
