// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.read;

/**
 * How large the splits of a bounded source are to be. Whoever is done first has nothing to do while
 * the last split is read, so there are to be many of them; each costs opening it.
 */
public final class SplitSize {

  /** A split is worth a file handle and a seek; below this size it is not. */
  private static final long LEAST_BYTES = 64 << 10;

  /** Splits for each subtask where they are longer than {@link #LARGE_BYTES}. */
  private static final long SOME = 4;

  private static final long LARGE_BYTES = 1 << 20;

  /** Splits for each subtask where they are longer than {@link #LONG_BYTES}. */
  private static final long MANY = 16;

  /** Reading so much takes many times as long as opening it. */
  private static final long LONG_BYTES = 2 << 20;

  private SplitSize() {}

  /**
   * The size for a source of {@code all} bytes; equal splits, for sources cut a rest into one more.
   */
  public static long bytes(long all, int parallelism) {
    long few = Math.min(parallelism, all / LEAST_BYTES);
    long some = Math.min(parallelism * SOME, all / LARGE_BYTES);
    long many = Math.min(parallelism * MANY, all / LONG_BYTES);
    long splits = Math.max(Math.max(1, few), Math.max(some, many));
    return Math.max(LEAST_BYTES, (all + splits - 1) / splits);
  }
}
