// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import dev.joist.execution.channel.ElementBatch;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A batch that was taken from its channel, and how many of its elements were begun.
 *
 * <p><b>Threading:</b> lanes may claim elements of a shared batch at the same time, and each gets
 * elements that no other gets. An element is claimed only when it is begun, so that a lane that
 * blocks keeps no other element from the lanes that do not.
 */
final class OpenBatch {

  private static final VarHandle CLAIMED;

  static {
    try {
      CLAIMED = MethodHandles.lookup().findVarHandle(OpenBatch.class, "claimed", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** What is smaller is not worth counting: a batch of it is small as well. */
  private static final long LARGE_BYTES = 4096;

  private final ElementBatch batch;
  private final boolean isShared;
  private int claimed;

  /**
   * A batch of which nothing was begun.
   *
   * @param isShared whether several lanes may claim from it
   */
  OpenBatch(ElementBatch batch, boolean isShared) {
    this.batch = batch;
    this.isShared = isShared;
  }

  /** Index of the stage's input that the elements are for. */
  int input() {
    return batch.input();
  }

  /** The index of an element for the caller to process, or more than there are. */
  int claim() {
    return isShared ? (int) CLAIMED.getAndAdd(this, 1) : claimed++;
  }

  int size() {
    return batch.size();
  }

  /** What a lane that begins an element keeps, if several lanes may and it is large; else 0. */
  long begunBytes() {
    long bytes = isShared ? batch.sizeBytes() / batch.size() : 0;
    return bytes < LARGE_BYTES ? 0 : bytes;
  }

  Object element(int index) {
    return batch.element(index);
  }

  /** How many elements nobody claimed yet. */
  int unclaimed() {
    return Math.max(0, batch.size() - (int) CLAIMED.getOpaque(this));
  }
}
