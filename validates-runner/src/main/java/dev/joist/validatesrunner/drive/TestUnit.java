// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.drive;

import dev.joist.validatesrunner.scan.TestId;
import java.util.List;

/**
 * Tests of one class in one mode that are handed to a worker together.
 *
 * @param expectedSeconds how long they take, as far as it is known
 */
public record TestUnit(Mode mode, String className, List<TestId> tests, double expectedSeconds) {

  public TestUnit {
    tests = List.copyOf(tests);
  }
}
