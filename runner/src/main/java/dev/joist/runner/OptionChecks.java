// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner;

import dev.joist.execution.JoistException;
import dev.joist.execution.JoistException.Kind;
import dev.joist.translation.optimize.FanOutRemoval;
import dev.joist.translation.optimize.GatheredGroupings;
import dev.joist.translation.optimize.SpillingGroupings;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.beam.sdk.options.ExperimentalOptions;
import org.jspecify.annotations.Nullable;

/** Refuses values of options that cannot be meant, before anything is planned. */
final class OptionChecks {

  static final String NO_PROJECTION_PUSHDOWN = "disable_projection_pushdown";

  /** Those that Joist acts on. Beam's transforms and other runners have theirs, which pass. */
  static final List<String> EXPERIMENTS =
      List.of(
          NO_PROJECTION_PUSHDOWN, FanOutRemoval.OFF, GatheredGroupings.OFF, SpillingGroupings.OFF);

  /** How many letters a misspelt experiment may be away from one of Joist's. */
  private static final int NEAR = 3;

  private OptionChecks() {}

  static void refuse(JoistPipelineOptions options) {
    refuseIdleTimeout(options.getIdleTimeout());
    List<String> experiments = options.as(ExperimentalOptions.class).getExperiments();
    if (experiments != null) {
      experiments.forEach(OptionChecks::refuseMisspelt);
    }
  }

  private static void refuseIdleTimeout(@Nullable Long millis) {
    if (millis != null && millis < 1) {
      throw new JoistException(
          Kind.CONFIGURATION,
          ("--idleTimeout is %d; it must be at least 1 millisecond. Leave it out to wait for every"
                  + " split.")
              .formatted(millis));
    }
  }

  private static void refuseMisspelt(String experiment) {
    if (EXPERIMENTS.contains(experiment)) {
      return;
    }
    nearest(experiment)
        .ifPresent(
            meant -> {
              throw new JoistException(
                  Kind.CONFIGURATION,
                  "--experiments=%s is not an experiment of Joist; did you mean %s?"
                      .formatted(experiment, meant));
            });
  }

  private static Optional<String> nearest(String experiment) {
    String name = experiment.toLowerCase(Locale.ROOT).replace('-', '_');
    return EXPERIMENTS.stream().filter(known -> distance(name, known) <= NEAR).findFirst();
  }

  /** How many letters to insert, remove or replace to make one of the other (Levenshtein). */
  private static int distance(String from, String to) {
    int[] above = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] row = new int[to.length() + 1];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = above[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
      }
      above = row;
    }
    return above[to.length()];
  }
}
