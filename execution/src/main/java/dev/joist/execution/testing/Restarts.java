// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.testing;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** When an operator restarts, and as how many. */
final class Restarts {

  private static final int MOST_SUBTASKS = 3;

  private final @Nullable SplittableRandom random;
  private final boolean isRescaling;

  private Restarts(@Nullable SplittableRandom random, boolean isRescaling) {
    this.random = random;
    this.isRescaling = isRescaling;
  }

  /** After each bundle, as one. */
  static Restarts always() {
    return new Restarts(null, false);
  }

  /** After a third of the bundles; as one, or as a random number if {@code isRescaling}. */
  static Restarts random(long seed, boolean isRescaling) {
    return new Restarts(new SplittableRandom(seed), isRescaling);
  }

  /** Asked after each bundle in which something happened: whether it is now. */
  boolean isNow() {
    return random == null || random.nextInt(3) == 0;
  }

  /** How many operators share the work from now on. */
  int parallelism() {
    return random == null || !isRescaling ? 1 : 1 + random.nextInt(MOST_SUBTASKS);
  }
}
