// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.progress;

import java.util.List;

/**
 * Where elements leave the pipeline.
 *
 * @param name full name of the outermost transform that nothing follows
 * @param steps the steps in it that see each of its elements first
 */
public record Sink(String name, List<String> steps) {

  public Sink {
    steps = List.copyOf(steps);
  }

  /** How many elements it took. */
  long results(JobFigures figures) {
    return steps.stream().mapToLong(figures::elements).max().orElse(0);
  }
}
