// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.rewrite;

/**
 * Counts the elements of destinations and tells how many shards each is worth: the number of shards
 * of a destination with all elements times its share, rounded up.
 *
 * <p>The first elements count as much as anything: of a single destination all shards are used from
 * the start, of many only the first few are dealt to more than one. Destinations whose hashes meet
 * are counted together, and older elements count less: all counts are halved from time to time.
 */
final class DestinationShares {

  private static final int SLOTS = 1 << 12;
  private static final int HALVED_AT = 1 << 20;

  private final int most;
  private final int[] counts = new int[SLOTS];
  private int total;

  DestinationShares(int most) {
    this.most = most;
  }

  /** Counts an element of the destination with this hash, and tells its number of shards. */
  int next(int hash) {
    if (total == HALVED_AT) {
      halve();
    }
    int count = ++counts[hash & (SLOTS - 1)];
    total++;
    return (int) (((long) count * most + total - 1) / total);
  }

  private void halve() {
    total = 0;
    for (int i = 0; i < SLOTS; i++) {
      counts[i] >>= 1;
      total += counts[i];
    }
  }
}
