// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.worker;

/** What came of one test. */
public enum Outcome {
  PASSED,
  FAILED,
  /** Annotated {@code @Ignore} and therefore not run. */
  IGNORED,
  /** Gave up by itself because an assumption of its did not hold: it showed nothing. */
  ASSUMPTION_FAILED,
  /** Killed at its time limit. */
  TIMED_OUT,
  /** Its worker died under it. */
  CRASHED,
  /** Asked for, but JUnit never spoke of it. */
  NOT_REPORTED;

  /** Whether the test ran and did not pass, or did not run though it should have. */
  public boolean failed() {
    return this != PASSED && this != IGNORED;
  }
}
