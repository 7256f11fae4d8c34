// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.cli.suite.Counts;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {

  private static final Gate GATE = new Gate("a rule", List.of(), List.of("Rule: a+ at \\d"));
  private static final Trial TRIAL = new Trial("trial", List.of("validate"), List.of(GATE));

  @Test
  void aGateIsShutWhenTheBuildFailsInItsWords() {
    Verdict verdict = Verdict.of(TRIAL, 1, List.of("[INFO] so far", "[ERROR] Rule: aaa at 7"));

    assertThat(verdict)
        .isEqualTo(new Verdict(Counts.ONE_PASSED, List.of("gates: refuses: a rule")));
  }

  @Test
  void aGateIsOpenWhenTheBuildPassesEvenIfItSaysTheWords() {
    Verdict verdict = Verdict.of(TRIAL, 0, List.of("[WARNING] Rule: aaa at 7"));

    assertThat(verdict.counts()).isEqualTo(Counts.ONE_FAILED);
    assertThat(verdict.lines())
        .contains("gates: FAILED: a rule: the build passes with a violation in it");
  }

  @Test
  void aBuildThatFailsOfSomethingElseProvesNothing() {
    Verdict verdict = Verdict.of(TRIAL, 1, List.of("[ERROR] no network"));

    assertThat(verdict.counts()).isEqualTo(Counts.ONE_FAILED);
    assertThat(verdict.lines())
        .containsExactly(
            "gates: FAILED: a rule: the build fails without saying [Rule: a+ at \\d]",
            "  | [ERROR] no network");
  }

  @Test
  void aControlHasToPass() {
    Trial control = Trial.control("clean", List.of("validate"));

    assertThat(Verdict.of(control, 0, List.of()).counts()).isEqualTo(Counts.ONE_PASSED);
    assertThat(Verdict.of(control, 1, List.of()).counts()).isEqualTo(Counts.ONE_FAILED);
  }

  @Test
  void eachGateOfATrialIsJudgedByItself() {
    Gate silent = new Gate("a silent rule", List.of(), List.of("never said"));
    Trial both = new Trial("both", List.of("validate"), List.of(GATE, silent));

    assertThat(Verdict.of(both, 1, List.of("Rule: a at 1")).counts())
        .isEqualTo(new Counts(1, 1, 0));
  }
}
