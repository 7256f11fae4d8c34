// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.services;

import dev.joist.state.spill.SpillFiles;
import dev.joist.state.spill.SpillFolder;
import dev.joist.state.spill.SpillMemory;
import java.nio.file.Path;

/**
 * How the groups and views of a job, and elements that wait for views, go beyond memory.
 *
 * @param memory what they may take together of the heap
 * @param folder where the rest goes
 */
public record Spilling(SpillMemory memory, SpillFolder folder) {

  /** The part of the heap that groups take where nobody says how much. */
  private static final double PART_OF_HEAP = 0.3;

  /** Spilling to the machine's folder for temporary files, past a part of the heap. */
  public static Spilling byDefault() {
    return new Spilling(
        new SpillMemory(defaultMemoryBytes()),
        new SpillFolder(SpillFiles.local(), defaultFolder()));
  }

  /** The memory that groups take where nobody says how much. */
  public static long defaultMemoryBytes() {
    return (long) (Runtime.getRuntime().maxMemory() * PART_OF_HEAP);
  }

  /** Where groups are spilled to where nobody says it: a folder for each user. */
  public static Path defaultFolder() {
    return Path.of(
        System.getProperty("java.io.tmpdir"), "joist-spill-" + System.getProperty("user.name"));
  }
}
