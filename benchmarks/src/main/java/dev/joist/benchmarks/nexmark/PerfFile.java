// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.nexmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What Nexmark wrote with {@code --perfFilename}: a comment with the time, one with the
 * configuration, the configuration as JSON and its {@code NexmarkPerf} as JSON.
 *
 * @param events events counted, -1 if Nexmark could not tell
 * @param results results counted, -1 if Nexmark could not tell
 * @param runtimeSeconds from the first event to the last event or result, -1 if Nexmark could not
 *     tell
 * @param firstEventMillis when the first event passed, milliseconds since the epoch, to within
 *     about 100
 * @param errors what Nexmark complained of
 */
record PerfFile(
    long events, long results, double runtimeSeconds, long firstEventMillis, List<String> errors) {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final double MILLIS_PER_SECOND = 1000;

  PerfFile {
    errors = List.copyOf(errors);
  }

  static PerfFile read(Path file) throws IOException {
    return parse(Files.readString(file));
  }

  /** Parses the file of a single run. */
  static PerfFile parse(String text) throws IOException {
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    if (lines.size() != 4 || !lines.get(0).startsWith("# ")) {
      throw new IOException("Nexmark's performance file is not that of one run: " + text);
    }
    Instant written = Instant.parse(lines.get(0).substring(2));
    JsonNode perf = MAPPER.readTree(lines.get(3));
    return new PerfFile(
        perf.required("numEvents").longValue(),
        perf.required("numResults").longValue(),
        perf.required("runtimeSec").doubleValue(),
        firstEventMillis(written, perf),
        errors(perf.path("errors")));
  }

  /**
   * Nexmark tells the first event by its distance from when it began to watch the job, which it
   * does not tell; but that lies as long before its last look at the job as that look says, and the
   * file was written right after it.
   */
  private static long firstEventMillis(Instant written, JsonNode perf) {
    JsonNode snapshots = perf.required("snapshots");
    double watchedSeconds =
        snapshots.get(snapshots.size() - 1).required("secSinceStart").doubleValue();
    double startupDelaySeconds = perf.required("startupDelaySec").doubleValue();
    return written.toEpochMilli()
        + Math.round(MILLIS_PER_SECOND * (startupDelaySeconds - watchedSeconds));
  }

  private static List<String> errors(JsonNode array) {
    List<String> errors = new ArrayList<>();
    array.forEach(error -> errors.add(error.asText()));
    return errors;
  }
}
