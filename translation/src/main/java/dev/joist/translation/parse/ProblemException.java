// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.parse;

/** Ends the parsing of one transform, and only of that one, with its problem. */
final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  ProblemException(Problem problem) {
    super(problem.toString(), problem.cause());
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}
