// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.drive;

import dev.joist.validatesrunner.scan.TestId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Cuts a suite into units, longest first, so that the last worker to finish has little left when
 * the others are done. Most classes are one unit; a long one is cut.
 */
public final class WorkPlan {

  /** Units are cut at about this length. */
  private static final double UNIT_SECONDS = 20;

  private static final double UNKNOWN_SECONDS = 0.5;

  private final Timings timings;
  private final TimeLimits limits;

  private final boolean cutsClasses;

  /**
   * @param cutsClasses whether tests of one class may be run apart from each other
   */
  public WorkPlan(Timings timings, TimeLimits limits, boolean cutsClasses) {
    this.timings = timings;
    this.limits = limits;
    this.cutsClasses = cutsClasses;
  }

  /** The units of the tests of each mode, the longest first. */
  public List<TestUnit> units(Map<Mode, List<TestId>> tests) {
    List<TestUnit> units = new ArrayList<>();
    tests.forEach(
        (mode, ids) -> {
          Map<String, List<TestId>> classes = new TreeMap<>();
          ids.forEach(
              id -> classes.computeIfAbsent(id.className(), c -> new ArrayList<>()).add(id));
          classes.forEach((className, ofClass) -> cut(mode, className, ofClass, units));
        });
    units.sort(Comparator.comparingDouble(TestUnit::expectedSeconds).reversed());
    return units;
  }

  private void cut(Mode mode, String className, List<TestId> tests, List<TestUnit> units) {
    List<TestId> current = new ArrayList<>();
    double seconds = 0;
    for (TestId test : tests) {
      double next = expectedSeconds(mode, test);
      if (cutsClasses && !current.isEmpty() && seconds + next > UNIT_SECONDS) {
        units.add(new TestUnit(mode, className, current, seconds));
        current.clear();
        seconds = 0;
      }
      current.add(test);
      seconds += next;
    }
    if (!current.isEmpty()) {
      units.add(new TestUnit(mode, className, current, seconds));
    }
  }

  /** A test that needs a limit of its own is a long one until it was measured. */
  private double expectedSeconds(Mode mode, TestId test) {
    OptionalDouble known = timings.secondsOf(mode.name(), test);
    if (known.isPresent()) {
      return known.getAsDouble();
    }
    int limitSeconds = limits.secondsOf(test);
    return limitSeconds > limits.defaultSeconds() ? limitSeconds / 10.0 : UNKNOWN_SECONDS;
  }
}
