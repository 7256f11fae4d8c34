// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import dev.joist.execution.channel.Cut;
import dev.joist.execution.channel.ElementBatch;
import dev.joist.execution.operator.Progress;
import dev.joist.execution.operator.Receiver;
import dev.joist.execution.operator.StopFlag;
import dev.joist.execution.watermark.Watermark;
import org.jspecify.annotations.Nullable;

/**
 * The operators of a subtask once, with a bundle, holds and open batches of their own.
 *
 * <p><b>Threading.</b> Belongs to one thread, which has the baton between two turns. During a turn
 * it has not, and reaches the subtask only through the {@link Outbox} and the {@link Lanes}, which
 * take it. Others look into a lane with the baton, and not during its turns.
 *
 * <p><b>Bundles.</b> The watermarks that operators see are constant while a bundle is open. A new
 * one waits outside; it ends the bundle only if something is due at it. With nothing to read the
 * bundle ends at once, or after the linger time where ending it is costly; after that, too, where a
 * source has read all there is, and finds something new at every look.
 */
final class Lane {

  private final SubtaskEnvironment environment;
  private final Subtask subtask;
  private final Lanes lanes;
  private final Outbox outbox;
  private final LaneParts parts;
  private final OperatorChain chain;
  private final Receiver[] receivers;
  private final BundleProgress bundle;
  private final LaneStatus status;
  private final Slice slice = new Slice();
  private final LaneWork work = new LaneWork();
  private final LaneWatch watch = new LaneWatch();
  private final LaneTime time;
  private final Passages passages;
  private final StopFlag stop;
  private long startedNanos;
  private long flushedNanos;
  private long toldBundleElements;
  private boolean hasDrained;
  private boolean hasCaughtUp;

  Lane(LaneParts parts, SubtaskEnvironment environment, Subtask subtask) {
    this.environment = environment;
    this.subtask = subtask;
    this.lanes = subtask.lanes();
    this.outbox = subtask.outbox();
    this.parts = parts;
    this.chain = parts.chain();
    this.receivers = parts.receivers().toArray(Receiver[]::new);
    this.bundle = new BundleProgress(environment.limits(), environment.clock());
    this.time = new LaneTime(parts.inputs(), chain, environment.clock(), outbox.tellsTime());
    this.stop = environment.events().stop();
    this.status = new LaneStatus(chain.leaving().size());
    this.passages = parts.passages();
    // Sources promise their first watermark before anything else happens.
    bundle.watermarkWaits(false);
  }

  OperatorChain chain() {
    return chain;
  }

  LaneStatus status() {
    return status;
  }

  LaneWatch watch() {
    return watch;
  }

  LaneTime time() {
    return time;
  }

  LaneWork work() {
    return work;
  }

  LaneOutputs outputs() {
    return parts.outputs();
  }

  Parker parker() {
    return parts.parker();
  }

  /** Begins a turn; with the baton. */
  void begin() {
    startedNanos = environment.clock().nanoTime();
    hasCaughtUp = false;
    time.turnBegins();
    work.begin();
    status.beginTurn();
  }

  /** How many more elements are in the open bundle than there were when this was last asked. */
  long bundleGrowth() {
    long growth = bundle.elements() - toldBundleElements;
    toldBundleElements += growth;
    return growth;
  }

  /** Takes over what the inbox knows of watermarks; with the baton. */
  void look(Inbox inbox) {
    if (parts.inputs().isBehind(inbox)) {
      boolean ended = parts.inputs().update(inbox);
      bundle.watermarkWaits(ended || chain.isDue());
    }
  }

  /** Takes over the side inputs that {@code other} knows; with the baton. */
  void adoptSideInputs(Lane other) {
    chain.adoptSideInputs(other.chain);
    // The end of a bundle, if only of an empty one, lets go what waited for them.
    bundle.watermarkWaits(false);
  }

  /** Takes elements of a side input, which no code of the pipeline's sees yet; with the baton. */
  void takeSide(ElementBatch panes) {
    for (int i = 0; i < panes.size(); i++) {
      receivers[panes.input()].accept(panes.element(i));
    }
    countIn(panes.size());
  }

  /**
   * Does what {@code turn} is for, touching nothing of the subtask's; returns whether that was
   * anything.
   */
  boolean run(Turn turn) throws Exception {
    if (turn.isHeld()) {
      return false;
    }
    // A watermark goes first: a pane of processing time that fell due with it would be ahead of it.
    // One that was passed by has to know how far the others are before it takes work of theirs.
    if (bundle.isDue() || turn.catchesUp()) {
      endBundle();
    }
    boolean worked = turn.sawItem();
    worked |= drainIfAsked();
    worked |= fireProcessingTime();
    worked |= processSlice(turn.batch());
    if (turn.cut() != null) {
      answer(turn.cut());
      return true;
    }
    worked |= turn.mayWork() && doOwnWork();
    long now = worked ? environment.clock().nanoTime() : startedNanos;
    slice.learn(work.processed(), now - startedNanos);
    if (time.hasNews()) {
      bundle.watermarkWaits(false);
    }
    worked |= endBundleIfDue(worked, turn.isAtEnd(), now);
    flushIfDue(worked, now);
    return passages.goOn(chain) || worked;
  }

  /**
   * When the lane, which rests, has to have a turn again though nobody wakes it; what is due while
   * an output is full waits for room, not for a time.
   */
  long deadlineMillis(boolean isAtEnd) {
    if (outbox.isBlocked()) {
      return Watermark.FINAL_MILLIS;
    }
    long deadline = Math.min(chain.nextProcessingTimeMillis(), time.deadlineMillis());
    deadline = Math.min(deadline, passages.deadlineMillis());
    long nowNanos = environment.clock().nanoTime();
    if (bundle.isPending() && lingers(isAtEnd, nowNanos)) {
      long now = environment.clock().currentTimeMillis();
      deadline = Math.min(deadline, now + bundle.lingerMillis(nowNanos));
    }
    return deadline;
  }

  /** Whether elements take so long that another lane had better take the next. */
  boolean isSlow() {
    return slice.isSlow();
  }

  /** Whether the lane keeps nothing that a watermark, a cut or a time would move. */
  boolean isClean() {
    return !bundle.isPending() && !outputs().hasOpenBatches() && chain.isClean();
  }

  /** Whether nothing is left to do once all inputs have ended. */
  boolean isFinished() {
    return !status.isRunning()
        && !bundle.isPending()
        && !outputs().hasOpenBatches()
        && !chain.hasOwnWork()
        && passages.isEmpty()
        && chain.outputWatermark() == Watermark.FINAL_MILLIS;
  }

  private boolean drainIfAsked() throws Exception {
    if (hasDrained || !environment.events().isDraining()) {
      return false;
    }
    hasDrained = true;
    endBundle();
    chain.drain();
    // Sources have a new watermark.
    bundle.watermarkWaits(false);
    return true;
  }

  private boolean fireProcessingTime() throws Exception {
    long next = chain.nextProcessingTimeMillis();
    if (next == Watermark.FINAL_MILLIS) {
      return false;
    }
    long now = environment.clock().currentTimeMillis();
    if (next > now || !chain.onProcessingTime(now)) {
      return false;
    }
    count(1);
    return true;
  }

  private boolean processSlice(@Nullable OpenBatch batch) {
    if (batch == null) {
      return false;
    }
    Receiver receiver = receivers[batch.input()];
    int size = batch.size();
    long begunBytes = batch.begunBytes();
    environment.memory().begin(begunBytes);
    int most = Math.min(slice.elements(), bundle.remaining());
    int count = 0;
    while (count < most && !outbox.isBlocked()) {
      int index = batch.claim();
      if (index >= size) {
        break;
      }
      stop.check();
      receiver.accept(batch.element(index));
      count++;
    }
    environment.memory().end(begunBytes);
    countIn(count);
    if (batch.unclaimed() == 0) {
      subtask.onBatchTaken(this, batch);
    }
    return count > 0;
  }

  private boolean doOwnWork() throws Exception {
    if (!chain.hasOwnWork() || outbox.isBlocked()) {
      return false;
    }
    int budget = Math.min(slice.elements(), bundle.remaining());
    if (budget == 0) {
      return false;
    }
    Progress progress = chain.work(budget);
    if (progress == Progress.IDLE) {
      // An idle source may have moved its watermark all the same.
      bundle.watermarkWaits(false);
      return false;
    }
    hasCaughtUp = progress == Progress.CAUGHT_UP;
    count(budget);
    return true;
  }

  private void countIn(int elements) {
    if (elements > 0) {
      work.addElementsIn(elements);
      count(elements);
    }
  }

  private void count(int elements) {
    work.add(elements);
    bundle.add(elements, startedNanos);
  }

  /** A barrier is on its way, or is no more; for any thread. */
  void expectSnapshot(boolean expected) {
    chain.expectSnapshot(expected);
  }

  /** Does what a cut asks for, and sends what was emitted before it. */
  private void answer(Cut cut) throws Exception {
    switch (cut.kind()) {
      case BARRIER -> {
        chain.finishBundle();
        chain.beforeSnapshot(cut.id());
      }
      case MARKER -> settle();
      case PASSAGE -> endBundle();
    }
    outputs().flush();
    work.busy(chain.isBusy());
  }

  /** Does all that can be done without new input or time passing. */
  private void settle() throws Exception {
    do {
      endBundle();
    } while (fireProcessingTime());
  }

  private boolean endBundleIfDue(boolean worked, boolean isAtEnd, long nowNanos) throws Exception {
    if (bundle.mustEnd(nowNanos)
        || chain.waitsForBundleEnd()
        || (hasCaughtUp && bundle.lingerMillis(nowNanos) == 0)) {
      endBundle();
      return true;
    }
    if (worked || !bundle.isPending() || lingers(isAtEnd, nowNanos)) {
      return false;
    }
    // What ends with the bundle may be what other work waited for. Without an open bundle that is
    // only a source's look at its watermark, which would never come to an end.
    boolean wasOpen = bundle.isOpen();
    endBundle();
    return wasOpen;
  }

  /** Whether an idle lane keeps its bundle open for a moment, because more may come. */
  private boolean lingers(boolean isAtEnd, long nowNanos) {
    return chain.prefersLargeBundles()
        && bundle.lingerMillis(nowNanos) > 0
        && !chain.waitsForBundleEnd()
        && !(isAtEnd && !chain.hasOwnWork());
  }

  private void endBundle() throws Exception {
    if (bundle.isDue()) {
      // What is due may take its time, and what was emitted before it must not wait for that.
      chain.finishBundle();
      outputs().flush();
      lanes.tellTime(this);
    }
    bundle.ended();
    chain.finishBundleAndAdvance();
    lanes.onBundleEnd(this);
  }

  private void flushIfDue(boolean worked, long nowNanos) {
    if (!outputs().hasOpenBatches()) {
      return;
    }
    long ageMillis = (nowNanos - flushedNanos) / 1_000_000L;
    if (!worked || ageMillis >= environment.limits().bufferTimeoutMillis()) {
      outputs().flush();
      flushedNanos = nowNanos;
    }
  }
}
