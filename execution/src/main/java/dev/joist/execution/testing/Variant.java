// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.testing;

import dev.joist.execution.subtask.SubtaskLimits;
import java.util.Optional;
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
  INTERLEAVED,
  /** Each element is a bundle, and after each bundle the operator is restored from its stores. */
  RESTARTED_EACH_BUNDLE,
  /** As interleaved, and after some bundles the operator is restored from its stores. */
  RESTARTED,
  /** As restarted, each time as another number of operators that share the keys. */
  RESCALED;

  /** Whether it is played with seeds. */
  boolean isRandom() {
    return this == INTERLEAVED || this == RESTARTED || this == RESCALED;
  }

  /** Whether the operator restarts in it. */
  boolean restarts() {
    return this == RESTARTED_EACH_BUNDLE || this == RESTARTED || this == RESCALED;
  }

  /** When the operator restarts; empty if it never does. */
  Optional<Restarts> restarts(long seed) {
    return switch (this) {
      case PLAIN, ONE_ELEMENT_BUNDLES, FULL_OUTPUTS, INTERLEAVED -> Optional.empty();
      case RESTARTED_EACH_BUNDLE -> Optional.of(Restarts.always());
      case RESTARTED -> Optional.of(Restarts.random(seed, false));
      case RESCALED -> Optional.of(Restarts.random(seed, true));
    };
  }

  /** The limits of the run with {@code seed}. */
  SubtaskLimits limits(long seed) {
    return switch (this) {
      case PLAIN -> new SubtaskLimits(Integer.MAX_VALUE, Long.MAX_VALUE, 0, 1, 0, 1024, 1024);
      case ONE_ELEMENT_BUNDLES, RESTARTED_EACH_BUNDLE ->
          new SubtaskLimits(1, Long.MAX_VALUE, 0, 1, 0, 1024, 1024);
      case FULL_OUTPUTS -> new SubtaskLimits(Integer.MAX_VALUE, Long.MAX_VALUE, 0, 1, 0, 1, 0);
      case INTERLEAVED, RESTARTED, RESCALED -> {
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
