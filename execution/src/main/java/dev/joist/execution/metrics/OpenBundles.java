// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.metrics;

import java.util.List;

/**
 * What a stage has in bundles that have not ended.
 *
 * @param where the operators to whom the end of a bundle matters, which may keep elements until
 *     then; the stage if there are none
 * @param elements elements and timers, over all its subtasks
 */
public record OpenBundles(String where, long elements) {

  /** The sum over {@code subtasks}. */
  public static OpenBundles of(String stage, List<SubtaskMetrics> subtasks) {
    List<String> keepers = subtasks.get(0).keepers();
    return new OpenBundles(
        keepers.isEmpty() ? stage : String.join(" and ", keepers),
        subtasks.stream().mapToLong(SubtaskMetrics::openBundleElements).sum());
  }
}
