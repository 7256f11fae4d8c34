// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.result;

import dev.joist.validatesrunner.drive.Mode;
import dev.joist.validatesrunner.drive.TestOutcome;
import dev.joist.validatesrunner.scan.TestId;
import dev.joist.validatesrunner.worker.Outcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares what came of each test with what was expected, and what was reported with the scan. */
public final class Judge {

  private record Slot(String mode, TestId test) {}

  private final Expectations expectations;

  public Judge(Expectations expectations) {
    this.expectations = expectations;
  }

  /**
   * Judges a run.
   *
   * @param selected the tests that each mode had to run, from the scan
   * @param outcomes what was reported, in any order
   * @return one for each selected test, and one for each report of a test that nobody knows
   */
  public List<JudgedTest> judge(
      Map<Mode, List<TestId>> selected, Collection<TestOutcome> outcomes) {
    Map<Slot, TestOutcome> reported = new LinkedHashMap<>();
    outcomes.forEach(
        outcome -> reported.merge(new Slot(outcome.mode(), outcome.test()), outcome, Judge::worse));
    Set<Slot> wanted = new LinkedHashSet<>();
    List<JudgedTest> judged = new ArrayList<>();
    selected.forEach(
        (mode, tests) -> {
          for (TestId test : tests) {
            Slot slot = new Slot(mode.name(), test);
            wanted.add(slot);
            judged.add(
                judge(mode, Optional.ofNullable(reported.get(slot)).orElse(notReported(slot))));
          }
        });
    reported.forEach(
        (slot, outcome) -> {
          if (!wanted.contains(slot)) {
            judged.add(new JudgedTest(outcome, Verdict.FAILED, "this is not a test of the scan"));
          }
        });
    return judged;
  }

  private static TestOutcome worse(TestOutcome one, TestOutcome other) {
    return one.outcome().failed() ? one : other;
  }

  private static TestOutcome notReported(Slot slot) {
    return new TestOutcome(
        slot.mode(), slot.test(), Outcome.NOT_REPORTED, 0, "the test was not reported", "");
  }

  private JudgedTest judge(Mode mode, TestOutcome outcome) {
    if (outcome.outcome() == Outcome.IGNORED) {
      return new JudgedTest(outcome, Verdict.IGNORED, "");
    }
    return mode.control() ? judgeControl(outcome) : judgeByList(outcome);
  }

  private static JudgedTest pass(TestOutcome outcome) {
    return new JudgedTest(outcome, Verdict.PASSED, "");
  }

  private JudgedTest judgeControl(TestOutcome outcome) {
    boolean expected = expectations.controlPasses().contains(outcome.test());
    boolean passed = outcome.outcome() == Outcome.PASSED;
    if (passed && !expected) {
      return new JudgedTest(
          outcome,
          Verdict.UNEXPECTED_PASS,
          "it passes on a runner that executes nothing; add it to the control's passes");
    }
    if (passed) {
      return pass(outcome);
    }
    return expected
        ? new JudgedTest(
            outcome, Verdict.FAILED, "it no longer passes on a runner that executes nothing")
        : new JudgedTest(outcome, Verdict.EXPECTED_FAILURE, "");
  }

  private JudgedTest judgeByList(TestOutcome outcome) {
    Optional<KnownFailures.Entry> known =
        expectations.knownFailures().find(outcome.mode(), outcome.test());
    boolean passed = outcome.outcome() == Outcome.PASSED;
    if (known.isEmpty()) {
      return passed ? pass(outcome) : new JudgedTest(outcome, Verdict.FAILED, "");
    }
    return passed
        ? new JudgedTest(
            outcome,
            Verdict.UNEXPECTED_PASS,
            "it is listed as a known failure but passes in mode %s; remove the line"
                .formatted(outcome.mode()))
        : new JudgedTest(outcome, Verdict.EXPECTED_FAILURE, known.get().cause());
  }
}
