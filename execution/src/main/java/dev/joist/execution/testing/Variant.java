// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.testing;

import dev.joist.execution.subtask.SubtaskLimits;
import java.util.SplittableRandom;

/** A condition under which a script is played. */
enum Variant {
  /** Bundles end when there is nothing to read; every output has room. */
  PLAIN,
  /** Each element is a bundle. */
  ONE_ELEMENT_BUNDLES,
  /** An output takes one element; with the next the operator is suspended inside it. */
  FULL_OUTPUTS,
  /** Subtasks run in a random order; bundles, batches and rings have random sizes. */
  INTERLEAVED;

  /** The limits of the run with {@code seed}. */
  SubtaskLimits limits(long seed) {
    return switch (this) {
      case PLAIN -> new SubtaskLimits(Integer.MAX_VALUE, Long.MAX_VALUE, 0, 1, 0, 1024, 1024);
      case ONE_ELEMENT_BUNDLES -> new SubtaskLimits(1, Long.MAX_VALUE, 0, 1, 0, 1024, 1024);
      case FULL_OUTPUTS -> new SubtaskLimits(Integer.MAX_VALUE, Long.MAX_VALUE, 0, 1, 0, 1, 0);
      case INTERLEAVED -> {
        SplittableRandom random = new SplittableRandom(seed);
        yield new SubtaskLimits(
            1 + random.nextInt(6),
            Long.MAX_VALUE,
            0,
            1 + random.nextInt(3),
            0,
            1 + random.nextInt(3),
            random.nextInt(3));
      }
    };
  }
}
