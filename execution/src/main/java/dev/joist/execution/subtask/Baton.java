// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The right to do the business of a subtask: read its channels, write to them, take cuts and
 * watermarks, and say which lane does what.
 *
 * <p>A lane takes it for a moment before and after each slice and for each batch that it sends, and
 * gives it back before it runs code of the pipeline's.
 *
 * <p><b>Threading:</b> a named concurrency part. A subtask that has one lane for all its life has a
 * baton that costs nothing.
 */
final class Baton {

  private final @Nullable ReentrantLock lock;

  private Baton(@Nullable ReentrantLock lock) {
    this.lock = lock;
  }

  /** The baton of a subtask that only its one lane touches. */
  static Baton ofOne() {
    return new Baton(null);
  }

  /** The baton of a subtask that may have several lanes, or is looked into by others. */
  static Baton ofMany() {
    return new Baton(new ReentrantLock());
  }

  /** Takes the baton, which this thread may have already. */
  void take() {
    if (lock != null) {
      lock.lock();
    }
  }

  /** Gives the baton back as often as this thread took it, so that others get it. */
  void giveAll() {
    while (lock != null && lock.isHeldByCurrentThread()) {
      lock.unlock();
    }
  }

  /** Gives the baton back, once for each time it was taken. */
  void give() {
    if (lock != null) {
      lock.unlock();
    }
  }
}
