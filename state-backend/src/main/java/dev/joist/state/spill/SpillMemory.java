// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.spill;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that the groups of a job may take together before some of them are spilled.
 *
 * <p>All who use some of it have the same share. While there is room nobody is asked for more than
 * to keep to that; when there is none, who has more than half of a share spills. So one that came
 * first and does not move on takes no more than its share from the others, and what is used is at
 * most one and a half times the limit.
 *
 * <p><b>Threading:</b> shared by all subtasks of a job; each {@link Account} belongs to one thread.
 */
public final class SpillMemory {

  private final long limitBytes;
  private final AtomicLong usedBytes = new AtomicLong();
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

  /** An account with nothing on it. */
  public Account open() {
    return new Account();
  }

  /** What one user has. */
  public final class Account {

    /** How much may be used without telling the others. */
    private static final long UNTOLD_BYTES = 16 << 10;

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
      long share = limitBytes / Math.max(1, users.get());
      return bytes > share || (usedBytes.get() > limitBytes && bytes > share / 2);
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
