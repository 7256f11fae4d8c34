// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.read;

/**
 * How far a subtask is with a split of a bounded source that it took.
 *
 * @param index the place of the split among all
 * @param emitted how many of its elements were emitted; {@link #ALL} when it is done
 */
record BoundedSplit(int index, long emitted) {

  static final long ALL = -1;

  boolean isDone() {
    return emitted == ALL;
  }
}
