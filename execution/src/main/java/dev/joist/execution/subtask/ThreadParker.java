// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import dev.joist.execution.time.Clock;
import java.lang.invoke.VarHandle;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Waiting of a subtask that has a thread to itself.
 *
 * <p><b>Threading:</b> a named concurrency part. {@code waits} is raised before the last look for
 * work; a waker publishes its work first and then reads {@code waits} behind a full fence, so that
 * at least one of the two sees the other.
 */
final class ThreadParker implements Parker {

  /** A wall clock may be set while a thread waits for it; so long goes unnoticed. */
  private static final long LONGEST_MILLIS = 1_000;

  private static final long BACK_OFF_NANOS = 1_000_000;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Thread thread;
  private final Clock clock;
  private volatile boolean waits;

  /** A parker for the calling thread. */
  ThreadParker(Thread thread, Clock clock) {
    this.thread = thread;
    this.clock = clock;
  }

  @Override
  @SuppressWarnings("ThreadPriorityCheck") // A hint that pays, and nothing that is relied on.
  public void prepare() {
    waits = true;
    VarHandle.fullFence();
  }

  @Override
  public void park(long deadlineMillis) {
    // An interrupt is for user code that blocks. Left standing it would make every park return at
    // once, so it is taken here, and the caller looks whether it meant the end of the job.
    if (waits && !Thread.interrupted()) {
      if (deadlineMillis == Long.MAX_VALUE || !clock.advancesByItself()) {
        LockSupport.park(this);
      } else {
        long millis = millisUntil(deadlineMillis, clock.currentTimeMillis());
        if (millis > 0) {
          LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(millis));
        }
      }
    }
    waits = false;
  }

  /** How long to wait at most before looking at the clock again. */
  static long millisUntil(long deadlineMillis, long nowMillis) {
    return Math.min(LONGEST_MILLIS, deadlineMillis - nowMillis);
  }

  @Override
  public void unprepare() {
    waits = false;
  }

  @Override
  public void backOff() {
    LockSupport.parkNanos(this, BACK_OFF_NANOS);
  }

  @Override
  public boolean isWaiting() {
    return switch (thread.getState()) {
      case WAITING, TIMED_WAITING, BLOCKED -> true;
      case NEW, RUNNABLE, TERMINATED -> false;
    };
  }

  @Override
  public long cpuNanos() {
    return THREADS.isThreadCpuTimeSupported() && THREADS.isThreadCpuTimeEnabled()
        ? Math.max(0, THREADS.getThreadCpuTime(thread.getId()))
        : 0;
  }

  @Override
  public void wake() {
    VarHandle.fullFence();
    if (waits) {
      waits = false;
      LockSupport.unpark(thread);
    }
  }
}
