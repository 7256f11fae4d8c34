// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.drive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.validatesrunner.scan.TestId;
import dev.joist.validatesrunner.worker.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkPlanTest {

  private static final Mode MODE = Mode.named("plain", "SomeRunner", List.of());
  private static final TestId QUICK = new TestId("A", "quick");
  private static final TestId SLOW = new TestId("A", "slow");
  private static final TestId OTHER = new TestId("B", "other");

  @TempDir private Path directory;

  @Test
  void putsWhatTookLongestFirstAndCutsLongClasses() {
    Timings timings = new Timings();
    timings.add(List.of(outcome(QUICK, 1), outcome(SLOW, 30), outcome(OTHER, 5)));

    List<TestUnit> units =
        new WorkPlan(timings, new TimeLimits(120, Map.of()), true)
            .units(Map.of(MODE, List.of(QUICK, SLOW, OTHER)));

    assertThat(units)
        .containsExactly(
            new TestUnit(MODE, "A", List.of(SLOW), 30),
            new TestUnit(MODE, "B", List.of(OTHER), 5),
            new TestUnit(MODE, "A", List.of(QUICK), 1));
  }

  @Test
  void takesATestWithALimitOfItsOwnForALongOneUntilItWasMeasured() {
    List<TestUnit> units =
        new WorkPlan(new Timings(), new TimeLimits(120, Map.of(OTHER, 600)), true)
            .units(Map.of(MODE, List.of(QUICK, SLOW, OTHER)));

    assertThat(units)
        .containsExactly(
            new TestUnit(MODE, "B", List.of(OTHER), 60),
            new TestUnit(MODE, "A", List.of(QUICK, SLOW), 1));
  }

  @Test
  void remembersTimingsInAFile() {
    Timings timings = new Timings();
    timings.add(List.of(outcome(SLOW, 30.25)));
    Path file = directory.resolve("timings.tsv");

    timings.write(file);

    assertThat(Timings.read(file).secondsOf("plain", SLOW)).hasValue(30.25);
    assertThat(Timings.read(file).secondsOf("p1-batch", SLOW)).isEmpty();
    assertThat(Timings.read(directory.resolve("missing")).secondsOf("plain", SLOW)).isEmpty();
  }

  private static TestOutcome outcome(TestId test, double seconds) {
    return new TestOutcome("plain", test, Outcome.PASSED, seconds, "", "");
  }
}
