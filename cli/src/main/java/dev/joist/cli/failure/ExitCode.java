// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.failure;

/** What the process says to the script that started it; the numbers are a public promise. */
public enum ExitCode {
  DONE(0, "done"),
  JOB_FAILED(1, "the job, a test or a build failed"),
  USAGE(2, "wrong usage: an argument, a pipeline option, a class that does not exist"),
  BAD_INPUT(65, "bad input, or a pipeline that Joist does not run"),
  STORAGE(74, "storage or another resource gave out"),
  STATE_DAMAGED(78, "stored state cannot be read back"),
  CANCELLED(130, "cancelled by Ctrl-C");

  private final int number;
  private final String meaning;

  ExitCode(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  public int number() {
    return number;
  }

  /** A few words for the help text. */
  public String meaning() {
    return meaning;
  }
}
