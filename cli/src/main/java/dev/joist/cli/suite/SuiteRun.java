// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.suite;

import dev.joist.cli.checkout.Checkout;
import java.io.PrintWriter;

/**
 * What a suite runs on.
 *
 * @param checkout the tree to test
 * @param out where it says what passed and what failed
 * @param shortened whether a part that stands for the whole is enough, as in every build
 */
public record SuiteRun(Checkout checkout, PrintWriter out, boolean shortened) {

  /** Says one line, at once. */
  public void say(String line) {
    out.println(line);
    out.flush();
  }
}
