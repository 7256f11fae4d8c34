// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner;

import dev.joist.execution.JoistException;
import dev.joist.operators.services.Spilling;
import dev.joist.state.spill.Leftovers;
import dev.joist.state.spill.SpillException;
import dev.joist.state.spill.SpillFiles;
import dev.joist.state.spill.SpillFolder;
import dev.joist.state.spill.SpillMemory;
import dev.joist.translation.optimize.SpillingGroupings;
import java.nio.file.Path;
import org.apache.beam.sdk.options.ExperimentalOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/** What a user says about spilling. */
final class SpillOptions {

  private static final long MEGABYTE = 1 << 20;

  private SpillOptions() {}

  /**
   * How a job spills. What dead jobs have left in its folder is removed, and a folder that the user
   * names is tried.
   */
  static Spilling spilling(PipelineOptions options, SpillFiles files) {
    JoistPipelineOptions joist = options.as(JoistPipelineOptions.class);
    String named = joist.getSpillDir();
    Path base = named == null ? Spilling.defaultFolder() : Path.of(named);
    Leftovers.removeFrom(base);
    SpillFolder folder = new SpillFolder(files, base);
    if (named != null) {
      prepare(folder, named);
    }
    long memoryBytes = memoryBytes(joist.getSpillThresholdMb());
    boolean isOff = ExperimentalOptions.hasExperiment(options, SpillingGroupings.OFF);
    return new Spilling(new SpillMemory(isOff ? Long.MAX_VALUE : memoryBytes), folder);
  }

  private static void prepare(SpillFolder folder, String named) {
    try {
      folder.prepare();
    } catch (SpillException e) {
      throw new JoistException(
          JoistException.Kind.CONFIGURATION,
          "--spillDir=%s: %s".formatted(named, e.getMessage()),
          e);
    }
  }

  private static long memoryBytes(@Nullable Integer megabytes) {
    if (megabytes == null) {
      return Spilling.defaultMemoryBytes();
    }
    if (megabytes < 0) {
      throw new JoistException(
          JoistException.Kind.CONFIGURATION,
          "--spillThresholdMb is %d; it must be at least 0, which spills everything"
              .formatted(megabytes));
    }
    return megabytes * MEGABYTE;
  }
}
