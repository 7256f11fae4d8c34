// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.suite;

import dev.joist.cli.failure.Suggestion;
import dev.joist.cli.failure.UsageException;
import java.util.List;
import java.util.stream.Collectors;

/** The suites there are, in the order in which they run: the quick ones first. */
public record Suites(List<Suite> all) {

  public Suites {
    all = List.copyOf(all);
  }

  /** Those that run where nobody names any. */
  public List<Suite> ofEveryBuild() {
    return all.stream().filter(Suite::isInEveryBuild).toList();
  }

  /**
   * The suites of these names, in their own order, each once.
   *
   * @throws UsageException if there is no suite of one of the names
   */
  public List<Suite> named(List<String> names) {
    for (String name : names) {
      if (all.stream().noneMatch(suite -> suite.name().equals(name))) {
        String near =
            Suggestion.nearest(name, all.stream().map(Suite::name).toList())
                .map(suite -> "; did you mean '" + suite + "'?")
                .orElse("");
        throw new UsageException(
            "there is no suite '%s'; the suites are %s, all%s".formatted(name, joined(), near));
      }
    }
    return all.stream().filter(suite -> names.contains(suite.name())).toList();
  }

  private String joined() {
    return all.stream().map(Suite::name).collect(Collectors.joining(", "));
  }
}
