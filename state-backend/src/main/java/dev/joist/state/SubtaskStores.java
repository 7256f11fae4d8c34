// SPDX-License-Identifier: Apache-2.0
package dev.joist.state;

import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * All state of one subtask, in three scopes: keyed, item and stage.
 *
 * <p>Stores are declared when operators open; a store or cell that a snapshot held and nobody
 * declared is carried along in later snapshots.
 *
 * <p><b>Threading:</b> belongs to the thread of its subtask.
 */
public interface SubtaskStores extends AutoCloseable {

  /** The keyed state of a transform; at most one call for each transform. */
  <K extends @Nullable Object> KeyedStore<K> keyed(KeyedStoreSpec<K> spec);

  /** Items; at most one call for each id. */
  <T> ItemStore<T> items(CellId id, Codec<T> codec);

  /** A value of the stage, written by subtask 0; at most one call for each id. */
  <T> StageCell<T> stage(CellId id, Codec<T> codec);

  /**
   * A value of the stage of which each subtask writes its own; at restore each finds what {@code
   * merge} makes of all. At most one call for each id.
   */
  <T> StageCell<T> stage(CellId id, Codec<T> codec, BinaryOperator<T> merge);

  /**
   * A version of all that the stores hold now; to be called at a barrier. Costs O(1) per store, and
   * later a copy of each content that is changed while the snapshot is open.
   */
  StateSnapshot snapshot(long snapshotId);

  /** Releases what the stores hold; open snapshots stay readable. */
  @Override
  void close();
}
