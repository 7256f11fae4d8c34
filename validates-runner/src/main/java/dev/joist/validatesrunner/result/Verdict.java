// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.result;

/** What an outcome means, given what was expected. */
public enum Verdict {
  /** Passed, as it should. */
  PASSED(false),
  /** Did not pass, and is listed with the cause; or did not pass on the control, as it should. */
  EXPECTED_FAILURE(false),
  /** Not run because Beam ignores it. */
  IGNORED(false),
  /** Did not pass, and is not listed. */
  FAILED(true),
  /** Passed although it is listed, or although the control should not pass it. */
  UNEXPECTED_PASS(true);

  private final boolean failsTheRun;

  Verdict(boolean failsTheRun) {
    this.failsTheRun = failsTheRun;
  }

  /** Whether a run with such a test fails. */
  public boolean failsTheRun() {
    return failsTheRun;
  }
}
