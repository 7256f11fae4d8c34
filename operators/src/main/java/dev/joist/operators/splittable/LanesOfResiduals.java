// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.splittable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The residuals of all lanes of one subtask, so that a lane that has nothing to do finds what lies
 * with one that is stuck in another piece.
 *
 * <p><b>Threading:</b> a named concurrency part. All residuals of the subtask are guarded by one
 * lock, which is taken a few times a piece.
 */
final class LanesOfResiduals<PieceT> {

  private final ReentrantLock lock = new ReentrantLock();
  private final List<Residuals<PieceT>> members = new ArrayList<>();
  private boolean isToldDone;
  private boolean isToldIdle;

  /** Does {@code action} with the lock. */
  <T> T locked(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }

  /** A lane joins; with the lock. */
  void join(Residuals<PieceT> member) {
    members.add(member);
  }

  /** All lanes; with the lock. */
  List<Residuals<PieceT>> members() {
    return members;
  }

  /** Something is begun; with the lock. */
  void begun() {
    isToldDone = false;
    isToldIdle = false;
  }

  /** Whether no lane has anything left, or may have later; with the lock. */
  boolean areAllDone() {
    return members.stream().allMatch(Residuals::leavesNone);
  }

  /**
   * Lets every lane know, once, that nothing is left in any of them: a lane that waits for that has
   * to end its bundle. And once more when all these bundles have ended, and hold nobody back.
   */
  void wakeIfAllDone() {
    if (locked(this::isNews)) {
      locked(() -> List.copyOf(members)).forEach(Residuals::wake);
    }
  }

  private boolean isNews() {
    boolean isDone = areAllDone();
    boolean isIdle = isDone && members.stream().allMatch(Residuals::isIdle);
    boolean isNews = (isDone && !isToldDone) || (isIdle && !isToldIdle);
    isToldDone |= isDone;
    isToldIdle |= isIdle;
    return isNews;
  }
}
