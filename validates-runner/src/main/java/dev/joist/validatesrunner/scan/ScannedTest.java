// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.scan;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A test that the scan found and that a run must therefore report.
 *
 * @param categories short names of its JUnit categories, those they extend included
 * @param ignored whether its method or class is annotated {@code @Ignore}
 */
public record ScannedTest(TestId id, SortedSet<String> categories, boolean ignored) {

  public ScannedTest {
    categories = Collections.unmodifiableSortedSet(new TreeSet<>(categories));
  }
}
