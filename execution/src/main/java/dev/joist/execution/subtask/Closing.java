// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import org.jspecify.annotations.Nullable;

/** Something that is closed whatever else failed. */
@FunctionalInterface
interface Closing {

  void close() throws Exception;

  /**
   * Closes {@code closing}; returns the first failure, with what this one throws attached to it.
   */
  static @Nullable Throwable close(Closing closing, @Nullable Throwable first) {
    try {
      closing.close();
      return first;
    } catch (Throwable thrown) {
      if (first == null) {
        return thrown;
      }
      if (first != thrown) {
        first.addSuppressed(thrown);
      }
      return first;
    }
  }
}
