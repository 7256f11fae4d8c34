// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.suite;

/** One kind of test that {@code joist test} knows. To add one, put it into {@link Suites}. */
public interface Suite {

  /** What a user types after {@code --suite=}. */
  String name();

  /** What it shows, in a few words for the help text. */
  String purpose();

  /** Whether every build runs it; else it runs only where it is named. */
  default boolean isInEveryBuild() {
    return true;
  }

  /**
   * Runs it to its end, telling {@code run} what goes on; problems with running it are failures.
   */
  Counts run(SuiteRun run);
}
