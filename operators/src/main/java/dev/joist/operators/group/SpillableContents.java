// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import dev.joist.state.KeyedStore;
import dev.joist.state.spill.RunMerge;
import dev.joist.state.spill.RunWriter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What a window of a key holds, where it may have to make room: then it is written to a run, and
 * its result comes of what several runs have. The key is the one that the store points at.
 */
public interface SpillableContents<InputT, OutputT> {

  /** Adds a value; returns by how many bytes that is estimated to take more of the heap. */
  long add(Object window, InputT value);

  /** How many bytes what is there is estimated to take of the heap. */
  long bytes(Object window);

  /** The result of what is there, which then is gone. */
  OutputT take(Object window);

  /** Whether any result may be of what is there, so that {@link #mayStay} need not be asked. */
  default boolean mayAllStay() {
    return true;
  }

  /** Whether the result may be of what is there; otherwise it is spilled and merged first. */
  default boolean mayStay(Object window) {
    return true;
  }

  /**
   * Writes what is there, which then is gone: as the group {@code sortKey} of a run, or as several
   * whose keys begin with it.
   */
  void spill(Object window, byte[] sortKey, RunWriter run) throws IOException;

  /**
   * The result of what runs have of a window and a key.
   *
   * @param merge is at the first of its groups, and is taken to the last of them
   * @param sortKeyLength how much of the keys of its groups is the sort key
   */
  OutputT merged(RunMerge merge, int sortKeyLength) throws IOException;

  /** Makes the contents of a transform in its store. */
  @FunctionalInterface
  interface Factory<InputT, OutputT> {
    SpillableContents<InputT, OutputT> open(KeyedStore<? extends @Nullable Object> store);
  }
}
