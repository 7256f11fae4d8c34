// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.operator;

import dev.joist.execution.watermark.Hold;
import dev.joist.execution.watermark.Watermark;
import java.util.List;

/**
 * The running code of one transform in one lane of a subtask.
 *
 * <p><b>Threading.</b> Every method is called on the thread of the owning lane, but for those that
 * only tell something, which another lane may ask while this one rests. An operator of ours never
 * blocks, locks or starts threads; user code inside it may.
 *
 * <p><b>Lifecycle.</b> {@link #open} once; then elements, watermarks, timers and work in any order;
 * {@link #close} once, also after a failure. A bundle begins with the first element or timer after
 * {@link #finishBundle} and ends with the next call of it. The watermark of an input changes only
 * while no bundle is open: the chain calls {@link #finishBundle} first.
 *
 * <p><b>Time.</b> The output watermark may move only in {@link #onWatermark} and at the end of a
 * bundle; elements that are emitted while it stands are not late.
 *
 * <p><b>Snapshots.</b> All that must survive is in the stores of the {@link OperatorContext} when
 * {@link #beforeSnapshot} returns; what an operator has in its fields is emptied by {@link
 * #finishBundle}, written then, or follows from the stores and the watermarks. An operator that is
 * restored finds its stores filled when it is made, and gets its watermarks after {@link #open}.
 *
 * <p><b>Errors.</b> An exception ends the attempt; it is thrown as it is or with its transform
 * named.
 */
@SuppressWarnings("try") // close() runs the user's teardown, which may throw anything
public interface Operator {

  /** Makes the operator ready; called before any other method. */
  default void open() throws Exception {}

  /** Where the elements of input {@code port} go; asked for once, before {@link #open}. */
  Receiver input(int port);

  /** Ends the open bundle, if there is one; may emit. */
  default void finishBundle() throws Exception {}

  /**
   * Whether a barrier is on its way. While it is, what can be put off is to wait, and what the
   * operator is at to be cut short where that loses nothing.
   *
   * <p><b>Threading:</b> the one method that any thread may call, while the owner's is in another.
   */
  default void expectSnapshot(boolean expected) {}

  /**
   * The job drains: takes nothing more in from outside and ends with what there is. A source
   * without end goes to the end of time, and work without end is cut off. Between bundles, once.
   */
  default void drain() throws Exception {}

  /**
   * A snapshot of the stores is about to be taken: writes into them what has to survive and is kept
   * elsewhere, such as the position of a reader. The bundle has ended; nothing may be emitted.
   */
  default void beforeSnapshot(long snapshotId) throws Exception {}

  /** Whether ending bundles is costly enough that an idle stage waits a little before it does. */
  default boolean prefersLargeBundles() {
    return false;
  }

  /** Whether work waits for the open bundle to end; then it ends with the turn. */
  default boolean waitsForBundleEnd() {
    return false;
  }

  /**
   * Whether reaching {@code watermarkMillis} on {@code port} would make something happen: a timer
   * that fires, a window that ends, a view that becomes ready. It ends the bundle early, so a
   * generous answer costs time and a mean one latency, neither correctness.
   */
  default boolean isDue(int port, long watermarkMillis) {
    return false;
  }

  /** Takes the new watermark of an input and does all that is due at it; may emit. */
  void onWatermark(int port, long watermarkMillis) throws Exception;

  /** An input is idle: what merges watermarks leaves it out until its next one. */
  default void onIdle(int port) {}

  /**
   * Of an operator without inputs: whether nobody is to wait for its watermark, as it has no data.
   */
  default boolean isIdle() {
    return false;
  }

  /** The promise to all outputs: at most every main input's watermark and every hold. */
  long outputWatermark();

  /**
   * The processing time at which {@link #onProcessingTime} wants to be called, {@link
   * Watermark#FINAL_MILLIS} if at none.
   */
  default long nextProcessingTimeMillis() {
    return Watermark.FINAL_MILLIS;
  }

  /** Fires what is due at processing time {@code nowMillis}; may emit. Returns whether it did. */
  default boolean onProcessingTime(long nowMillis) throws Exception {
    return false;
  }

  /** Whether {@link #work} is ever to be called: true of sources and of splittable operators. */
  default boolean hasOwnWork() {
    return false;
  }

  /**
   * Does at most about {@code budget} elements of work that no input asked for, such as reading.
   * {@link Progress#IDLE}: call again at {@link #nextProcessingTimeMillis} or when woken.
   */
  default Progress work(int budget) throws Exception {
    return Progress.DONE;
  }

  /**
   * How many pieces of work that is due now the same operator in another lane could do in place of
   * this one, which may be in the middle of something.
   *
   * <p><b>Threading:</b> may be called by any thread.
   */
  default int workForOthers() {
    return 0;
  }

  /**
   * Whether work is pending that could start now without any input or time passing; asked when the
   * runtime looks for quiescence.
   */
  default boolean isBusy() {
    return false;
  }

  /**
   * Whether something in the operator holds the output watermark, now or when the input's has come
   * so far: a timer, state, an element that waits. Then others do wait for its watermark, also
   * while all its inputs are idle.
   */
  default boolean isHolding() {
    return false;
  }

  /**
   * Takes over what side channels have brought to {@code other}, which is the same operator in
   * another lane of the subtask; called between elements, before the first one too. {@code other}
   * may be processing an element meanwhile, but takes nothing from a side channel.
   */
  default void adoptSideInputs(Operator other) {}

  /** What keeps the output watermark back, lowest first, at most {@code limit}; for people. */
  default List<Hold> holds(int limit) {
    return List.of();
  }

  /** Releases what the operator owns; called once whether or not {@link #open} succeeded. */
  default void close() throws Exception {}
}
