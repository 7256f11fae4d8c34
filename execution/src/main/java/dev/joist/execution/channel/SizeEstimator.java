// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.channel;

/**
 * Estimates how much memory the elements of one link keep, so that channels are bounded in bytes
 * and not only in elements.
 *
 * <p>It is asked for every element, and should be cheap rather than exact. It fails for none.
 *
 * <p><b>Threading:</b> belongs to one lane, and may remember what it saw.
 */
@FunctionalInterface
public interface SizeEstimator {

  /** About how many bytes of heap {@code element} keeps; 0 if that is not known. */
  long sizeBytes(Object element);

  /** Makes the estimator of one lane. Shared by all subtasks, so without state. */
  @FunctionalInterface
  interface Factory {
    SizeEstimator create();
  }

  /** Knows nothing: channels are bounded in elements alone. */
  static Factory none() {
    return () -> element -> 0;
  }
}
