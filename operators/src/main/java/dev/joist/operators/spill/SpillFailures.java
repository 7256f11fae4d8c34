// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.spill;

import dev.joist.execution.JoistException;
import dev.joist.state.spill.SpillException;

/** Tells the user what became of spilling. */
public final class SpillFailures {

  private SpillFailures() {}

  /**
   * The failure that a job ends with.
   *
   * @param transform full name of the transform
   */
  public static JoistException named(String transform, SpillException e) {
    JoistException.Kind kind =
        switch (e.fault()) {
          case NOT_WRITTEN, NOT_READ -> JoistException.Kind.RESOURCE;
          case DAMAGED -> JoistException.Kind.STATE_CORRUPT;
        };
    String advice =
        e.fault() == SpillException.Fault.NOT_WRITTEN
            ? "; make room there, name another folder with --spillDir, or keep more in memory with a larger --spillThresholdMb"
            : "";
    return new JoistException(kind, "%s: %s%s".formatted(transform, e.getMessage(), advice), e);
  }
}
