// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.joist.validatesrunner.fixtures.Misbehaving;
import dev.joist.validatesrunner.scan.TestId;
import dev.joist.validatesrunner.worker.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real worker JVMs, one test of a kind each. */
class DriverTest {

  private static final Mode MODE = new Mode("some-mode", List.of("--some=option"), false);

  @TempDir private Path directory;

  @Test
  void killsATestAtItsLimitAndGoesOnWithTheRest() throws Exception {
    TestId hanging = new TestId(Misbehaving.Hanging.class.getName(), "b_hangs");

    List<TestOutcome> outcomes =
        run(
            new TimeLimits(60, Map.of(hanging, 1)),
            unit(Misbehaving.Hanging.class, "a_passes", "b_hangs", "c_passes"));

    assertThat(outcomes)
        .extracting(outcome -> outcome.test().methodName(), TestOutcome::outcome)
        .containsExactly(
            tuple("a_passes", Outcome.PASSED),
            tuple("b_hangs", Outcome.TIMED_OUT),
            tuple("c_passes", Outcome.PASSED));
    assertThat(outcomes.get(1).message()).isEqualTo("killed at its limit of 1 s");
    assertThat(outcomes.get(1).detail())
        .as("the dump of its threads")
        .contains("Misbehaving$Hanging.b_hangs");
  }

  @Test
  void namesTheTestUnderWhichAWorkerDiedAndGoesOnWithTheRest() throws Exception {
    List<TestOutcome> outcomes =
        run(
            new TimeLimits(60, Map.of()),
            unit(Misbehaving.Crashing.class, "a_passes", "b_crashes", "c_passes"));

    assertThat(outcomes)
        .extracting(outcome -> outcome.test().methodName(), TestOutcome::outcome)
        .containsExactly(
            tuple("a_passes", Outcome.PASSED),
            tuple("b_crashes", Outcome.CRASHED),
            tuple("c_passes", Outcome.PASSED));
    assertThat(outcomes.get(1).message()).isEqualTo("the worker exited with code 7");
    assertThat(outcomes.get(1).detail()).contains("last words");
  }

  @Test
  void killsAClassThatHangsBeforeItsFirstTest() throws Exception {
    List<TestOutcome> outcomes =
        run(new TimeLimits(1, Map.of()), unit(Misbehaving.HangingSetUp.class, "one"));

    assertThat(outcomes)
        .extracting(TestOutcome::outcome, TestOutcome::message)
        .containsExactly(
            tuple(
                Outcome.TIMED_OUT,
                "the set-up or tear-down of the class was killed at its limit of 1 s"));
  }

  @Test
  void givesTestsTheFateOfTheirClassAndMissesWhatIsNotReported() throws Exception {
    List<TestOutcome> outcomes =
        run(
            new TimeLimits(60, Map.of()),
            unit(Misbehaving.BadSetUp.class, "one", "two"),
            unit(Misbehaving.BadTearDown.class, "one"),
            unit(Misbehaving.IgnoredAsAWhole.class, "one"),
            unit(Misbehaving.Whole.class, "one", "vanished"));

    assertThat(outcomes)
        .extracting(
            outcome -> outcome.test().shortName(), TestOutcome::outcome, TestOutcome::message)
        .containsExactly(
            tuple(
                "Misbehaving$BadSetUp#one", Outcome.FAILED, "java.lang.AssertionError: no set-up"),
            tuple(
                "Misbehaving$BadSetUp#two", Outcome.FAILED, "java.lang.AssertionError: no set-up"),
            tuple("Misbehaving$BadTearDown#one", Outcome.PASSED, ""),
            tuple(
                "Misbehaving$BadTearDown#<class>",
                Outcome.FAILED,
                "java.lang.AssertionError: no tear-down"),
            tuple("Misbehaving$IgnoredAsAWhole#one", Outcome.IGNORED, "not now"),
            tuple("Misbehaving$Whole#one", Outcome.PASSED, ""),
            tuple(
                "Misbehaving$Whole#vanished",
                Outcome.NOT_REPORTED,
                "JUnit did not report this test"));
  }

  @Test
  void reportsEachOutcomeWithTheEndOfTheLog() throws Exception {
    List<TestOutcome> outcomes =
        run(
            new TimeLimits(60, Map.of()),
            unit(
                Misbehaving.Ordinary.class,
                "passes",
                "fails",
                "ignored",
                "assumesTooMuch",
                "seesItsPipelineOptions"));

    assertThat(outcomes)
        .extracting(outcome -> outcome.test().methodName(), TestOutcome::outcome)
        .containsExactlyInAnyOrder(
            tuple("passes", Outcome.PASSED),
            tuple("fails", Outcome.FAILED),
            tuple("ignored", Outcome.IGNORED),
            tuple("assumesTooMuch", Outcome.ASSUMPTION_FAILED),
            tuple("seesItsPipelineOptions", Outcome.PASSED));
    TestOutcome failed =
        outcomes.stream().filter(o -> o.outcome() == Outcome.FAILED).findFirst().orElseThrow();
    assertThat(failed.message()).isEqualTo("java.lang.AssertionError: as it should");
    assertThat(failed.detail())
        .contains("Misbehaving$Ordinary.fails")
        .contains("printed before the failure");
  }

  private List<TestOutcome> run(TimeLimits limits, TestUnit... units) throws InterruptedException {
    List<TestOutcome> outcomes = new ArrayList<>();
    WorkerSetup setup = new WorkerSetup(directory, "256m", "", false);
    new Driver(setup, limits, 1).run(List.of(units), outcomes::add);
    return outcomes;
  }

  private static TestUnit unit(Class<?> testClass, String... methods) {
    List<TestId> tests =
        Stream.of(methods).map(method -> new TestId(testClass.getName(), method)).toList();
    return new TestUnit(MODE, testClass.getName(), tests, 1);
  }
}
