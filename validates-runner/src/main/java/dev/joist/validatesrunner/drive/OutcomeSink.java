// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.drive;

/**
 * Takes outcomes as they come.
 *
 * <p><b>Threading:</b> called by several lanes at the same time.
 */
@FunctionalInterface
public interface OutcomeSink {

  /** Takes one outcome. */
  void accept(TestOutcome outcome);
}
