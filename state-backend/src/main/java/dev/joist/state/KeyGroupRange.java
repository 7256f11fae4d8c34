// SPDX-License-Identifier: Apache-2.0
package dev.joist.state;

/**
 * A run of key groups.
 *
 * @param first lowest group, inclusive
 * @param last highest group, inclusive
 */
public record KeyGroupRange(int first, int last) {

  public KeyGroupRange {
    if (first < 0 || last < first) {
      throw new IllegalArgumentException(
          "a range of key groups cannot go from %d to %d".formatted(first, last));
    }
  }

  /** What subtask {@code subtask} of {@code parallelism} owns of {@code maxParallelism} groups. */
  public static KeyGroupRange of(int subtask, int parallelism, int maxParallelism) {
    if (parallelism < 1 || parallelism > maxParallelism || maxParallelism > KeyGroup.MAX_COUNT) {
      throw new IllegalArgumentException(
          "parallelism %d needs at least as many key groups and at most %d, not %d"
              .formatted(parallelism, KeyGroup.MAX_COUNT, maxParallelism));
    }
    if (subtask < 0 || subtask >= parallelism) {
      throw new IllegalArgumentException(
          "subtask %d does not exist among %d".formatted(subtask, parallelism));
    }
    long first = ((long) subtask * maxParallelism + parallelism - 1) / parallelism;
    long last = ((long) (subtask + 1) * maxParallelism - 1) / parallelism;
    return new KeyGroupRange((int) first, (int) last);
  }

  public boolean contains(int keyGroup) {
    return keyGroup >= first && keyGroup <= last;
  }

  public int size() {
    return last - first + 1;
  }

  @Override
  public String toString() {
    return "[%d, %d]".formatted(first, last);
  }
}
