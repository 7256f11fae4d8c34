// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import dev.joist.execution.JoistException;
import dev.joist.execution.channel.Cut;
import dev.joist.execution.metrics.SubtaskMetrics;
import dev.joist.execution.watermark.Watermark;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The lanes of one subtask: who works, who rests, and what all of them together promise.
 *
 * <p>Of the lanes that have nothing to do one is the <i>leader</i>: it waits for input. The others
 * rest until somebody has something for them. A lane that rests and keeps nothing is passed by:
 * watermarks and cuts do not wake it, and it catches up when it goes on.
 *
 * <p><b>Threading:</b> guarded by the baton; each public method takes it. Only {@link
 * #expectSnapshot} does not need it.
 */
final class Lanes {

  private final Baton baton;
  private final Outbox outbox;
  private final SubtaskMetrics metrics;
  private final LaneSupply supply;
  private final TimeTelling time;
  private final List<Lane> members = new CopyOnWriteArrayList<>();
  private int most;
  private int starting;
  private boolean someRestForRoom;
  private boolean isClosed;
  private boolean hasWokenForNothing;
  private @Nullable Lane leader;
  private @Nullable Lane informed;
  private long sides;

  /** No lanes yet. */
  Lanes(LaneSupply supply, Baton baton, Outbox outbox, SubtaskMetrics metrics, TimeTelling time) {
    this.supply = supply;
    this.time = time;
    this.baton = baton;
    this.outbox = outbox;
    this.metrics = metrics;
    this.most = supply.most();
  }

  /** Takes in a lane whose operators are open. */
  void join(Lane lane) {
    baton.take();
    try {
      if (!members.isEmpty()) {
        starting--;
        lane.status().isNew();
      }
      members.add(lane);
    } finally {
      baton.give();
    }
  }

  /** A lane ends, or could not begin; from now on none is started. */
  void close() {
    baton.take();
    isClosed = true;
    baton.give();
  }

  /** Announces that {@code lane} may rest; it has one more look before. */
  void prepareToRest(Lane lane) {
    if (supply.isWatched()) {
      baton.take();
      lane.status().look();
      if (leader == null) {
        leader = lane;
        supply.waiting().add(lane.parker());
      }
      baton.give();
    }
    lane.parker().prepare();
  }

  /** The last look found nothing, and {@code lane} rests; with the baton. */
  void rest(Lane lane) {
    if (lane.status().isLooking()) {
      lane.status().rest(members.size() > 1 && lane.isClean());
    }
  }

  /** {@code lane} rests whatever it has to do, because an output is full; with the baton. */
  void restForRoom(Lane lane) {
    if (lane.status().isLooking()) {
      lane.status().rest(false);
      someRestForRoom = true;
    }
  }

  /** Outputs have room: wakes those that rest for it, of whom one was told; with the baton. */
  void thereIsRoom() {
    if (someRestForRoom) {
      someRestForRoom = false;
      wakeKeepers();
    }
  }

  /** {@code lane} rests no more. */
  void goOn(Lane lane) {
    if (!supply.isWatched()) {
      return;
    }
    baton.take();
    lane.status().goOn();
    if (lane.equals(leader)) {
      leader = null;
      supply.waiting().remove(lane.parker());
    }
    baton.give();
  }

  /** A lane is about to wait for the world outside in the middle of a turn. */
  void waitsOutside(Parker parker) {
    if (supply.isWatched()) {
      baton.take();
      supply.waiting().add(parker);
      baton.give();
    }
  }

  /** A lane waits no longer in the middle of its turn. */
  void waitedOutside(Parker parker) {
    if (supply.isWatched()) {
      baton.take();
      supply.waiting().remove(parker);
      baton.give();
    }
  }

  /** Whether another lane than {@code lane} is in a turn that is for elements; with the baton. */
  boolean othersTakeElements(Lane lane) {
    for (Lane other : members) {
      if (other.status().isTakingElements() && !other.equals(lane)) {
        return true;
      }
    }
    return false;
  }

  /** Wakes every lane that rests. */
  void wakeAll() {
    baton.take();
    try {
      for (Lane lane : members) {
        if (lane.status().isResting()) {
          wake(lane);
        }
      }
    } finally {
      baton.give();
    }
  }

  /** Wakes those that rest and keep something that a watermark or a cut may move. */
  void wakeKeepers() {
    for (Lane lane : members) {
      if (lane.status().isResting() && !lane.status().isPassedBy()) {
        wake(lane);
      }
    }
  }

  /** Wakes one that rests; returns whether there was one. */
  boolean wakeAnother() {
    for (Lane lane : members) {
      if (lane.status().isResting()) {
        wake(lane);
        return true;
      }
    }
    return false;
  }

  private static void wake(Lane lane) {
    lane.status().wake();
    lane.parker().wake();
  }

  /** {@code lane} took panes of a side input from a channel. */
  void sidesArrived(Lane lane) {
    sides++;
    lane.status().sides(sides);
    informed = lane;
    wakeKeepers();
  }

  /** Lets {@code lane} know the side inputs that others took from channels. */
  void shareSides(Lane lane) {
    if (informed != null && !lane.status().knowsSides(sides)) {
      lane.adoptSideInputs(informed);
      lane.status().sides(sides);
    }
  }

  /**
   * A barrier is on its way, or is no more. Any thread may call this, with the baton or without.
   */
  void expectSnapshot(boolean expected) {
    members.forEach(lane -> lane.expectSnapshot(expected));
  }

  /** Whether all lanes have answered {@code cut}, but for those that it passes by. */
  boolean haveAnswered(Cut cut) {
    for (Lane lane : members) {
      if (!lane.status().isPassedBy() && !lane.status().hasAnswered(cut)) {
        return false;
      }
    }
    return true;
  }

  /** Whether no lane has anything left to do. */
  boolean areFinished() {
    for (Lane lane : members) {
      if (!lane.isFinished()) {
        return false;
      }
    }
    return true;
  }

  /** A bundle of {@code lane} ended and its watermarks moved: sends what all lanes promise. */
  void onBundleEnd(Lane lane) {
    baton.take();
    try {
      outbox.gather();
      if (lane.time().hasNews() || lane.status().isBehind(lane.chain().leaving())) {
        lane.outputs().flush();
      }
      // Ahead of the watermarks: what they make happen further on may take its time.
      tellTime(lane);
      lane.status().promise(lane.chain());
      int links = lane.chain().leaving().size();
      for (int link = 0; link < links; link++) {
        promise(link);
      }
      outbox.announce();
      metrics.addBundle();
      metrics.outputWatermark(lowestMillis());
    } finally {
      baton.give();
    }
  }

  /** Tells how far the subtask is in processing time; {@code lane} has sent all it emitted. */
  void tellTime(Lane lane) {
    if (!outbox.tellsTime()) {
      return;
    }
    baton.take();
    try {
      lane.status().promiseTime(lane.time().promise());
      tellTime();
    } finally {
      baton.give();
    }
  }

  /**
   * What waits for a lane that blocks, or is in it, holds nobody back: it may take hours, and those
   * further on want to see what there is by then.
   */
  private void tellTime() {
    long earliest = Watermark.FINAL_MILLIS;
    boolean anyBlocked = false;
    for (Lane lane : members) {
      LaneStatus status = lane.status();
      anyBlocked |= lane.watch().isBlocked(status);
      if (!status.isPassedBy()) {
        earliest = Math.min(earliest, status.timeMillis());
      }
    }
    time.tell(anyBlocked ? time.nowMillis() : earliest);
  }

  private void promise(int link) {
    long watermark = Watermark.FINAL_MILLIS;
    boolean isIdle = true;
    for (Lane lane : members) {
      LaneStatus status = lane.status();
      if (!status.isPassedBy()) {
        watermark = Math.min(watermark, status.watermark(link));
        isIdle &= status.isIdle(link);
      }
    }
    outbox.watermark(link, watermark, isIdle);
  }

  private long lowestMillis() {
    long lowest = Watermark.FINAL_MILLIS;
    for (Lane lane : members) {
      if (!lane.status().isPassedBy()) {
        lowest = Math.min(lowest, lane.status().lowestMillis());
      }
    }
    return lowest;
  }

  /**
   * Looks at all lanes. If all that do not rest are blocked, as many others are woken or started,
   * but no more than have something to do; with the baton.
   *
   * @param elements how many of those that wait a lane could take
   * @param mayGoOn whether a lane could do anything now
   */
  void watch(int elements, boolean mayGoOn) {
    int work = elements;
    int blocked = 0;
    boolean allBlocked = true;
    for (Lane lane : members) {
      boolean isBlocked = lane.watch().look(lane.status(), lane.parker());
      if (lane.watch().isLongInTurn()) {
        // What it emitted is not to wait until its function returns.
        lane.outputs().askToFlush();
      }
      blocked += isBlocked ? 1 : 0;
      work += isBlocked ? lane.chain().workForOthers() : 0;
      allBlocked &= isBlocked || lane.status().isResting();
    }
    if (blocked > 0 && outbox.tellsTime()) {
      tellTime();
    }
    if (!mayGoOn || !allBlocked || starting > 0 || isClosed) {
      hasWokenForNothing &= allBlocked;
      return;
    }
    int wanted = Math.min(work, Math.max(1, blocked));
    // A lane that rests may not be able to do what there is: the next time, a new one is tried.
    boolean hasWoken = hasWokenForNothing;
    hasWokenForNothing = !hasWoken && wanted > 0 && anyRests();
    while (wanted > 0
        && (hasWoken ? startAnother() || wakeAnother() : wakeAnother() || startAnother())) {
      wanted--;
    }
  }

  private boolean anyRests() {
    for (Lane lane : members) {
      if (lane.status().isResting()) {
        return true;
      }
    }
    return false;
  }

  private boolean startAnother() {
    if (members.isEmpty() || members.size() + starting >= most) {
      return false;
    }
    starting++;
    try {
      supply.starter().run();
      return true;
    } catch (JoistException e) {
      // The system has no more threads. The lanes there are will do.
      starting--;
      most = members.size() + starting;
      return false;
    } catch (OutOfMemoryError error) {
      // There may be some at the next look.
      starting--;
      return false;
    }
  }
}
