// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.result;

import java.util.Collection;

/**
 * How many tests came out how.
 *
 * @param passed as expected
 * @param failed what fails the run: unlisted failures and unexpected passes
 * @param expectedFailures listed failures, and on the control all that should not pass there
 * @param ignored by Beam
 * @param seconds the sum of the tests' times
 */
public record Totals(
    int tests, int passed, int failed, int expectedFailures, int ignored, double seconds) {

  static Totals of(Collection<JudgedTest> tests) {
    return new Totals(
        tests.size(),
        count(tests, Verdict.PASSED),
        (int) tests.stream().filter(test -> test.verdict().failsTheRun()).count(),
        count(tests, Verdict.EXPECTED_FAILURE),
        count(tests, Verdict.IGNORED),
        tests.stream().mapToDouble(test -> test.outcome().seconds()).sum());
  }

  private static int count(Collection<JudgedTest> tests, Verdict verdict) {
    return (int) tests.stream().filter(test -> test.verdict() == verdict).count();
  }
}
