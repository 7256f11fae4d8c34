// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.suite;

import dev.joist.cli.checkout.Checkout;
import java.io.PrintWriter;
import java.util.List;

/**
 * What a suite runs on.
 *
 * @param checkout the tree to test
 * @param out where it says what passed and what failed
 * @param shortened whether a part that stands for the whole is enough, as in every build
 * @param furtherArguments for suites that are programs
 */
public record SuiteRun(
    Checkout checkout, PrintWriter out, boolean shortened, List<String> furtherArguments) {

  public SuiteRun {
    furtherArguments = List.copyOf(furtherArguments);
  }

  /** Says one line, at once. */
  public void say(String line) {
    out.println(line);
    out.flush();
  }
}
