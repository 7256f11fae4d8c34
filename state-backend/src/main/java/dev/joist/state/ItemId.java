// SPDX-License-Identifier: Apache-2.0
package dev.joist.state;

/**
 * Names an item, uniquely among all subtasks of a transform and over all attempts of a job.
 *
 * @param origin who named it; {@link #GIVEN} where the item has a number of its own
 * @param sequence counts what {@code origin} named
 * @param keyGroup the key group with which the item goes; {@link #NO_KEY_GROUP} if it is bound to
 *     none
 */
public record ItemId(long origin, long sequence, int keyGroup) {

  /** Of items that any subtask may have. */
  public static final int NO_KEY_GROUP = -1;

  /** The origin of items that are numbered by what they are, such as the splits of a source. */
  public static final long GIVEN = -1;

  /** The id of an item that has a number of its own. */
  public static ItemId given(long number) {
    return new ItemId(GIVEN, number, NO_KEY_GROUP);
  }

  /** The subtask to which the item is dealt when a snapshot is restored. */
  public int subtaskOf(int parallelism, int maxParallelism) {
    if (keyGroup != NO_KEY_GROUP) {
      return KeyGroup.subtaskOf(keyGroup, parallelism, maxParallelism);
    }
    long mixed = origin * 0x9e3779b97f4a7c15L + sequence;
    int hash = Murmur3Stream.finish((int) (mixed ^ (mixed >>> 32)));
    return Integer.remainderUnsigned(hash, parallelism);
  }
}
