// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.gate;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A rule of the build, a violation of it, and the words in which the build must refuse it.
 *
 * @param name the rule, in a few words
 * @param plants the violation
 * @param refusals regular expressions; each must be found in some line of the build's log
 */
record Gate(String name, List<Plant> plants, List<String> refusals) {

  Gate {
    plants = List.copyOf(plants);
    refusals = List.copyOf(refusals);
  }

  static Gate of(String name, Plant plant, String refusal) {
    return new Gate(name, List.of(plant), List.of(refusal));
  }

  /** The refusals that no line of {@code log} has. */
  List<String> missingIn(List<String> log) {
    return refusals.stream()
        .filter(refusal -> log.stream().noneMatch(Pattern.compile(refusal).asPredicate()))
        .toList();
  }
}
