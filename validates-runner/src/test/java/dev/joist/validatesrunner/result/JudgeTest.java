// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.joist.validatesrunner.drive.Mode;
import dev.joist.validatesrunner.drive.TestOutcome;
import dev.joist.validatesrunner.scan.TestId;
import dev.joist.validatesrunner.worker.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JudgeTest {

  private static final Mode MODE = new Mode("p1-batch", List.of(), false);
  private static final Mode CONTROL = new Mode("control", List.of(), true);
  private static final TestId LISTED = TestId.parse("a.B#listed");
  private static final TestId UNLISTED = TestId.parse("a.B#unlisted");

  private final Judge judge =
      new Judge(
          new Expectations(
              KnownFailures.parse(List.of("a.B#listed | * | no timers")), Set.of(LISTED)));

  @Test
  void failsAnUnlistedFailureAndForgivesAListedOne() {
    assertThat(
            judge(
                MODE,
                outcome(MODE, LISTED, Outcome.FAILED),
                outcome(MODE, UNLISTED, Outcome.TIMED_OUT)))
        .extracting(test -> test.outcome().test(), JudgedTest::verdict, JudgedTest::comment)
        .containsExactly(
            tuple(LISTED, Verdict.EXPECTED_FAILURE, "no timers"),
            tuple(UNLISTED, Verdict.FAILED, ""));
  }

  @Test
  void failsAListedTestThatPassesAndSaysToRemoveTheLine() {
    assertThat(
            judge(
                MODE,
                outcome(MODE, LISTED, Outcome.PASSED),
                outcome(MODE, UNLISTED, Outcome.PASSED)))
        .extracting(test -> test.outcome().test(), JudgedTest::verdict, JudgedTest::comment)
        .containsExactly(
            tuple(
                LISTED,
                Verdict.UNEXPECTED_PASS,
                "it is listed as a known failure but passes in mode p1-batch; remove the line"),
            tuple(UNLISTED, Verdict.PASSED, ""));
  }

  @Test
  void failsATestOfTheScanThatWasNotReported() {
    List<JudgedTest> judged =
        judge.judge(
            Map.of(MODE, List.of(UNLISTED)), List.of(outcome(CONTROL, UNLISTED, Outcome.PASSED)));

    assertThat(judged)
        .extracting(
            test -> test.outcome().mode(), test -> test.outcome().outcome(), JudgedTest::verdict)
        .containsExactly(
            tuple("p1-batch", Outcome.NOT_REPORTED, Verdict.FAILED),
            tuple("control", Outcome.PASSED, Verdict.FAILED));
    assertThat(judged.get(1).comment()).isEqualTo("this is not a test of the scan");
  }

  @Test
  void failsATestThatGaveUpByItself() {
    assertThat(judge(MODE, outcome(MODE, UNLISTED, Outcome.ASSUMPTION_FAILED)))
        .extracting(JudgedTest::verdict)
        .containsExactly(Verdict.FAILED);
  }

  @Test
  void expectsOfTheControlToPassWhatItsListHasAndNothingElse() {
    assertThat(
            judge(
                CONTROL,
                outcome(CONTROL, LISTED, Outcome.PASSED),
                outcome(CONTROL, UNLISTED, Outcome.FAILED)))
        .extracting(JudgedTest::verdict)
        .containsExactly(Verdict.PASSED, Verdict.EXPECTED_FAILURE);
    assertThat(
            judge(
                CONTROL,
                outcome(CONTROL, LISTED, Outcome.FAILED),
                outcome(CONTROL, UNLISTED, Outcome.PASSED)))
        .extracting(JudgedTest::verdict)
        .containsExactly(Verdict.FAILED, Verdict.UNEXPECTED_PASS);
  }

  @Test
  void countsTheWorseOfTwoReportsOfOneTest() {
    assertThat(
            judge(
                MODE,
                outcome(MODE, UNLISTED, Outcome.FAILED),
                outcome(MODE, UNLISTED, Outcome.PASSED)))
        .extracting(JudgedTest::verdict)
        .containsExactly(Verdict.FAILED);
  }

  private List<JudgedTest> judge(Mode mode, TestOutcome... outcomes) {
    List<TestId> selected = Stream.of(outcomes).map(TestOutcome::test).distinct().toList();
    return judge.judge(Map.of(mode, selected), List.of(outcomes));
  }

  private static TestOutcome outcome(Mode mode, TestId test, Outcome outcome) {
    return new TestOutcome(mode.name(), test, outcome, 0, "", "");
  }
}
