// SPDX-License-Identifier: Apache-2.0
package dev.joist.state;

import org.jspecify.annotations.Nullable;

/**
 * One value of a whole stage. Subtask 0 writes it, unless it was declared to be merged of the
 * values of all; at restore every subtask can read it.
 *
 * <p>{@link #read} is for looking and {@link #update} for changing in place, as in {@link
 * ValueCell}.
 *
 * <p><b>Threading:</b> belongs to the thread of its subtask.
 */
public interface StageCell<T> {

  @Nullable T read();

  @Nullable T update();

  void write(T value);

  void clear();
}
