// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Events of the game that Beam's examples of gaming are about. */
final class GameEvents {

  private static final long SEED = 42;
  private static final int EVENTS = 5_000;
  private static final int BROKEN_EVERY = 97;
  private static final long START_MILLIS = 1_447_686_000_000L;
  private static final long DAY_MILLIS = 24 * 60 * 60 * 1_000L;
  private static final String[] TEAMS = {"Amber", "Bisque", "Cerulean", "Dandelion", "Emerald"};

  private GameEvents() {}

  /** Writes lines of user, team, score and time of one day, and now and then a broken one. */
  static void write(Path file) {
    SplittableRandom random = new SplittableRandom(SEED);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      String team = TEAMS[random.nextInt(TEAMS.length)];
      lines.add(
          i % BROKEN_EVERY == 0
              ? "garbage " + i
              : "user%d_%s,%s,%d,%d,x"
                  .formatted(
                      random.nextInt(200),
                      team,
                      team,
                      random.nextInt(20),
                      START_MILLIS + random.nextLong(DAY_MILLIS)));
    }
    try {
      Files.write(file, lines);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the events " + file, e);
    }
  }
}
