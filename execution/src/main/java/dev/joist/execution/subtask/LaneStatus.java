// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import dev.joist.execution.channel.Cut;
import dev.joist.execution.watermark.Watermark;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a lane stands, for those who have the baton.
 *
 * <pre>
 *   AWAKE --about to rest--> LOOKING --nothing to do--> RESTING --others have something--> WOKEN
 *   LOOKING, RESTING, WOKEN --goes on--> AWAKE
 * </pre>
 *
 * <p><b>Threading:</b> guarded by the baton.
 */
final class LaneStatus {

  /** Whether the lane's thread is at work. */
  enum State {
    /** It takes turns. */
    AWAKE,
    /** It takes the one turn that is its last look before it rests. */
    LOOKING,
    /** It waits until it is woken, or for a time. */
    RESTING,
    /** It was woken and has not gone on yet. */
    WOKEN
  }

  private State state = State.AWAKE;
  private boolean isRunning;
  private boolean takesElements;
  private boolean isClean;
  private boolean catchesUp;
  private long sides;
  private @Nullable Cut answered;
  private final long[] watermarks;
  private final boolean[] idle;
  private long lowestMillis = Watermark.INITIAL_MILLIS;
  private long timeMillis = Watermark.INITIAL_MILLIS;
  private long turns;

  LaneStatus(int links) {
    watermarks = new long[links];
    Arrays.fill(watermarks, Watermark.INITIAL_MILLIS);
    idle = new boolean[links];
  }

  boolean isLooking() {
    return state == State.LOOKING;
  }

  boolean isResting() {
    return state == State.RESTING;
  }

  /** Whether it rests and keeps nothing, so that watermarks and cuts pass it by. */
  boolean isPassedBy() {
    return state == State.RESTING && isClean;
  }

  void look() {
    state = State.LOOKING;
  }

  /** The last look found nothing; {@code clean}: the lane keeps nothing. */
  void rest(boolean clean) {
    state = State.RESTING;
    isClean = clean;
  }

  void wake() {
    catchesUp |= isPassedBy();
    state = State.WOKEN;
  }

  void goOn() {
    catchesUp |= isPassedBy();
    state = State.AWAKE;
  }

  /** The lane is new: watermarks went by before it. */
  void isNew() {
    catchesUp = true;
  }

  /** Whether watermarks went by without the lane; asked once. */
  boolean takeCatchesUp() {
    boolean taken = catchesUp;
    catchesUp = false;
    return taken;
  }

  void beginTurn() {
    turns++;
    isRunning = true;
  }

  /** The turn is for elements that lanes have to begin. */
  void takesElements() {
    takesElements = true;
  }

  void endTurn() {
    isRunning = false;
    takesElements = false;
  }

  /** Whether the lane is in a turn that is for elements. */
  boolean isTakingElements() {
    return takesElements;
  }

  /** Whether the lane runs its operators, so that nobody else may look into them. */
  boolean isRunning() {
    return isRunning;
  }

  /** How many turns it began. */
  long turns() {
    return turns;
  }

  void answered(Cut cut) {
    answered = cut;
  }

  boolean hasAnswered(Cut cut) {
    return cut.equals(answered);
  }

  /** Whether it knows the panes of side inputs up to batch number {@code newest}. */
  boolean knowsSides(long newest) {
    return sides == newest;
  }

  void sides(long newest) {
    sides = newest;
  }

  /** Whether {@link #promise} would change anything. */
  boolean isBehind(List<ChainNode> leaving) {
    for (int link = 0; link < watermarks.length; link++) {
      ChainNode node = leaving.get(link);
      if (node.watermark() != watermarks[link] || node.isIdle() != idle[link]) {
        return true;
      }
    }
    return false;
  }

  /** Takes what the lane, which has sent all that it emitted, promises for each link. */
  void promise(OperatorChain chain) {
    for (int link = 0; link < watermarks.length; link++) {
      watermarks[link] = chain.leaving().get(link).watermark();
      idle[link] = chain.leaving().get(link).isIdle();
    }
    lowestMillis = chain.outputWatermark();
  }

  /** Takes how far the lane, which has sent all that it emitted, is in processing time. */
  void promiseTime(long newTimeMillis) {
    timeMillis = newTimeMillis;
  }

  /** How far the lane is in processing time. */
  long timeMillis() {
    return timeMillis;
  }

  /** The watermark promised for a link. */
  long watermark(int link) {
    return watermarks[link];
  }

  /** Whether nobody is to wait for the watermark of a link. */
  boolean isIdle(int link) {
    return idle[link];
  }

  /** The lowest output watermark of all operators. */
  long lowestMillis() {
    return lowestMillis;
  }
}
