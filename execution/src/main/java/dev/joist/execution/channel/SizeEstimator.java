// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.channel;

/**
 * Estimates how much memory elements keep, so that channels are bounded in bytes and not only in
 * elements.
 *
 * <p>It is asked for the first element of each batch and for one of sixteen that follow, and should
 * be cheap rather than exact. The others are taken to be as large as the one before.
 *
 * <p><b>Threading:</b> shared by all subtasks, so without state.
 */
@FunctionalInterface
public interface SizeEstimator {

  /** About how many bytes of heap {@code element} keeps; 0 if that is not known. */
  long sizeBytes(Object element);

  /** Knows nothing: channels are bounded in elements alone. */
  static SizeEstimator none() {
    return element -> 0;
  }
}
