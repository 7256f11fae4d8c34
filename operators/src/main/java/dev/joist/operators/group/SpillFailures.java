// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import dev.joist.execution.JoistException;
import dev.joist.state.spill.SpillException;

/** Tells the user what became of spilling. */
final class SpillFailures {

  private SpillFailures() {}

  /** The failure that a job ends with. */
  static JoistException named(String what, SpillException e) {
    return e.isDamaged()
        ? new JoistException(
            JoistException.Kind.STATE_CORRUPT, "%s: %s".formatted(what, e.getMessage()), e)
        : new JoistException(
            JoistException.Kind.RESOURCE,
            "%s: %s; make room there, name another folder with --spillDir, or keep more in memory with a larger --spillThresholdMb"
                .formatted(what, e.getMessage()),
            e);
  }
}
