// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a session keeps what its runs wrote, so that one that was broken off goes on where it was.
 */
public final class SessionFolder {

  private static final String CONDITIONS = "session.txt";
  private static final String FINISHED = ".finished";
  private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  private final Path directory;

  private SessionFolder(Path directory) {
    this.directory = directory;
  }

  /**
   * A folder for a session that begins now.
   *
   * @param sessions the folder of all sessions
   * @param conditions what all runs of the session have in common, in one line
   */
  public static SessionFolder create(Path sessions, String conditions) throws IOException {
    String begun = NAME.format(LocalDateTime.now(Clock.systemUTC()));
    return createIn(sessions.resolve(begun), conditions);
  }

  static SessionFolder createIn(Path directory, String conditions) throws IOException {
    Files.createDirectories(directory);
    Files.writeString(directory.resolve(CONDITIONS), conditions);
    return new SessionFolder(directory);
  }

  /**
   * The folder of the session that was begun last.
   *
   * @param sessions the folder of all sessions, which are named by the time at which they began
   * @throws IllegalArgumentException if there is none, or if it ran under other conditions
   */
  public static SessionFolder latest(Path sessions, String conditions) throws IOException {
    Path latest =
        children(sessions).stream()
            .filter(session -> Files.exists(session.resolve(CONDITIONS)))
            .max(Comparator.naturalOrder())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "there is no session in %s to go on with; leave --resume out"
                            .formatted(sessions)));
    String before = Files.readString(latest.resolve(CONDITIONS));
    if (!before.equals(conditions)) {
      throw new IllegalArgumentException(
          "session %s ran with %s, and cannot go on with %s; leave --resume out"
              .formatted(latest.getFileName(), before, conditions));
    }
    return new SessionFolder(latest);
  }

  private static List<Path> children(Path sessions) throws IOException {
    if (!Files.isDirectory(sessions)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(sessions)) {
      return all.toList();
    }
  }

  /** A file of the run {@code name}. */
  public Path file(String name, String suffix) {
    return directory.resolve(name + suffix);
  }

  /** How busy the machine was during a run that has finished; empty if it has not. */
  Optional<Conditions> conditions(String name) throws IOException {
    Path file = file(name, FINISHED);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(file);
    return Optional.of(
        new Conditions(Double.parseDouble(lines.get(0)), Double.parseDouble(lines.get(1))));
  }

  /** A run has finished and written its files. */
  void finished(String name, Conditions conditions) throws IOException {
    Files.write(
        file(name, FINISHED),
        List.of(
            Double.toString(conditions.loadAverage()), Double.toString(conditions.foreignCores())));
  }
}
