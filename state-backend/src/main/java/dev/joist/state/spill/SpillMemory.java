// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.spill;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that the groups of a job may take together before some of them are spilled.
 *
 * <p>All who use some of it have the same share. While there is room one may have its share, or
 * twice of what nobody uses if that is more; when there is none, who has more than half of a share
 * spills. So one that came first and does not move on leaves room for the others, and what is used
 * is at most one and a half times the limit. What stays in memory for long, such as a view that
 * fits, is taken off the limit before it is shared.
 *
 * <p><b>Threading:</b> shared by all subtasks of a job; each {@link Account} belongs to one thread.
 */
public final class SpillMemory {

  private final long limitBytes;
  private final AtomicLong usedBytes = new AtomicLong();
  private final AtomicLong keptBytes = new AtomicLong();
  private final AtomicInteger users = new AtomicInteger();

  /** Memory of {@code limitBytes}; 0 spills everything. */
  public SpillMemory(long limitBytes) {
    if (limitBytes < 0) {
      throw new IllegalArgumentException("%d bytes of memory are none".formatted(limitBytes));
    }
    this.limitBytes = limitBytes;
  }

  /** What all accounts have together, but for what they have not told yet. */
  public long usedBytes() {
    return usedBytes.get();
  }

  /** What stays in memory because somebody refers to it. */
  public long keptBytes() {
    return keptBytes.get();
  }

  /** Whether {@code bytes} more may stay in memory: half of it is for groups that come and go. */
  public boolean mayKeep(long bytes) {
    return keptBytes.get() + bytes <= limitBytes / 2;
  }

  /** {@code object}, of {@code bytes}, stays in memory until nobody refers to it any more. */
  public void keep(Object object, long bytes) {
    AtomicLong kept = keptBytes;
    kept.addAndGet(bytes);
    Unreferenced.then(object, () -> kept.addAndGet(-bytes));
  }

  /** An account with nothing on it. */
  public Account open() {
    return new Account();
  }

  /** What one user has. */
  public final class Account {

    /** How much may be used without telling the others. */
    private static final long UNTOLD_BYTES = 16 << 10;

    /** One may have more than its share, up to so many times what nobody uses. */
    private static final long FREE_FACTOR = 2;

    private long bytes;
    private long toldBytes;

    private Account() {}

    public long bytes() {
      return bytes;
    }

    /** Takes {@code more} bytes, which are there already; returns whether it is time to spill. */
    public boolean take(long more) {
      bytes += more;
      if (bytes - toldBytes < UNTOLD_BYTES && bytes <= limitBytes) {
        return false;
      }
      tell();
      long available = limitBytes - keptBytes.get();
      long share = available / Math.max(1, users.get());
      long free = available - usedBytes.get();
      return free < 0 ? bytes > share / 2 : bytes > share && bytes > FREE_FACTOR * free;
    }

    /** Gives {@code less} bytes back. */
    public void giveBack(long less) {
      bytes = Math.max(0, bytes - less);
      if (bytes == 0 || toldBytes - bytes >= UNTOLD_BYTES) {
        tell();
      }
    }

    private void tell() {
      if ((bytes > 0) != (toldBytes > 0)) {
        users.addAndGet(bytes > 0 ? 1 : -1);
      }
      usedBytes.addAndGet(bytes - toldBytes);
      toldBytes = bytes;
    }

    /** Gives all back. */
    public void clear() {
      giveBack(bytes);
    }
  }
}
