// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.services;

import dev.joist.state.spill.SpillFiles;
import dev.joist.state.spill.SpillFolder;
import dev.joist.state.spill.SpillMemory;
import java.nio.file.Path;

/**
 * How the groups and views of a job, and elements that wait for views, go beyond memory; and what
 * never has to, because it is sent on.
 *
 * @param memory what they may take together of the heap
 * @param folder where the rest goes
 * @param partials what accumulators before the exchange may take together of the heap
 */
public record Spilling(SpillMemory memory, SpillFolder folder, SpillMemory partials) {

  /** The part of the heap that groups take where nobody says how much. */
  private static final double PART_OF_HEAP = 0.3;

  /** The heap is so much larger than what accumulators before the exchange take. */
  private static final long HEAP_TO_PARTIALS = 16;

  /** Spilling with the usual share of the heap for accumulators before the exchange. */
  public Spilling(SpillMemory memory, SpillFolder folder) {
    this(memory, folder, new SpillMemory(Runtime.getRuntime().maxMemory() / HEAP_TO_PARTIALS));
  }

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
