// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import dev.joist.execution.channel.Cut;
import dev.joist.execution.channel.ElementBatch;
import dev.joist.execution.channel.Item;
import dev.joist.execution.channel.ItemReceiver;
import dev.joist.execution.metrics.SubtaskMetrics;
import dev.joist.execution.operator.Progress;
import dev.joist.execution.operator.Receiver;
import dev.joist.execution.watermark.Watermark;
import org.jspecify.annotations.Nullable;

/**
 * One parallel instance of a stage.
 *
 * <p><b>Threading.</b> Everything in it belongs to the one thread that steps it at a time. Others
 * send mail or wake it.
 *
 * <p><b>Bundles.</b> The watermarks that operators see are constant while a bundle is open. A new
 * one waits outside; it ends the bundle only if something is due at it. With nothing to read the
 * bundle ends at once, or after the linger time where ending it is costly.
 */
final class Subtask implements ItemReceiver {

  private final SubtaskId id;
  private final SubtaskEnvironment environment;
  private final Inbox inbox;
  private final Outbox outbox;
  private final OperatorChain chain;
  private final Receiver[] receivers;
  private final SubtaskMetrics metrics;
  private final BundleProgress bundle;
  private final StartGate start;
  private final TimeTelling time;
  private final Slice slice = new Slice();
  private @Nullable ElementBatch batch;
  private int position;
  private int processed;
  private boolean workedSinceMarker = true;
  private boolean begun;
  private boolean ended;
  private long startedNanos;
  private long flushedNanos;

  Subtask(SubtaskParts parts, SubtaskEnvironment environment) {
    this.id = parts.id();
    this.environment = environment;
    this.inbox = parts.inbox();
    this.outbox = parts.outbox();
    this.chain = parts.chain();
    this.receivers = parts.receivers().toArray(Receiver[]::new);
    this.metrics = parts.metrics();
    this.start = parts.start();
    this.begun = start.isOpen();
    this.time = new TimeTelling(inbox, outbox, chain, environment.clock());
    this.bundle = new BundleProgress(environment.limits(), environment.clock());
    // Sources promise their first watermark before anything else happens.
    bundle.watermarkWaits(false);
  }

  SubtaskId id() {
    return id;
  }

  /** Takes a cut from outside, to be acted on if no channel delivers it. */
  void inject(Cut cut) {
    inbox.inject(cut);
  }

  /** Runs one slice of work without waiting and reports what came of it. */
  Progress step() throws Exception {
    if (outbox.isBlocked()) {
      return Progress.IDLE;
    }
    if (ended) {
      return Progress.DONE;
    }
    processed = 0;
    startedNanos = environment.clock().nanoTime();
    time.stepBegins();
    boolean worked = fireProcessingTime();
    boolean mayBegin = begun || start.isOpen();
    boolean consumed = consume();
    // What came before the gate opened, the views, is taken first.
    begun |= mayBegin && !consumed;
    worked |= consumed;
    worked |= work();
    long now = worked ? environment.clock().nanoTime() : startedNanos;
    slice.learn(processed, now - startedNanos);
    if (time.hasNews()) {
      bundle.watermarkWaits(false);
    }
    worked |= endBundleIfDue(worked, now);
    if (isFinished()) {
      // Not done before the end has found room in every channel: nobody would put it there later.
      outbox.emitEnd();
      ended = true;
      return Progress.WORKED;
    }
    flushIfDue(worked, now);
    return worked ? Progress.WORKED : Progress.IDLE;
  }

  /**
   * When an idle subtask has to be stepped again though nobody wakes it; what is due while an
   * output is full waits for room, not for a time.
   */
  long deadlineMillis() {
    if (outbox.isBlocked()) {
      return Watermark.FINAL_MILLIS;
    }
    long deadline = Math.min(chain.nextProcessingTimeMillis(), time.deadlineMillis());
    long nowNanos = environment.clock().nanoTime();
    if (bundle.isPending() && lingers(nowNanos)) {
      long now = environment.clock().currentTimeMillis();
      deadline = Math.min(deadline, now + bundle.lingerMillis(nowNanos));
    }
    return deadline;
  }

  /** What an idle subtask waits for, for people. */
  String waitsFor() {
    if (outbox.overdraft() > 0) {
      return "room for " + outbox.overdraft() + " items in the channels that it writes";
    }
    return "%s; output watermark %s, %s"
        .formatted(
            inbox.waitsFor(),
            Watermark.format(chain.outputWatermark()),
            chain.hasOwnWork() ? ownWork() : "no own work");
  }

  private String ownWork() {
    return begun ? "own work not done" : "own work that starts after other stages";
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
    countWork(1);
    return true;
  }

  private boolean consume() throws Exception {
    if (batch == null) {
      Item item = inbox.poll();
      if (item == null) {
        return actOnCut();
      }
      item.deliverTo(this);
    } else {
      processBatch(batch);
    }
    actOnCut();
    return true;
  }

  @Override
  public void onBatch(ElementBatch arrived) {
    batch = arrived;
    position = 0;
    processBatch(arrived);
  }

  private void processBatch(ElementBatch current) {
    Receiver receiver = receivers[current.input()];
    int first = position;
    int most = Math.min(slice.elements(), bundle.remaining());
    int end = Math.min(current.size(), first + most);
    while (position < end && !outbox.isBlocked()) {
      receiver.accept(current.element(position++));
    }
    countWork(position - first);
    metrics.addElementsIn(position - first);
    if (position == current.size()) {
      batch = null;
      takeWhatIsSaidOfTheBatch();
    }
  }

  /**
   * A watermark that came with elements is taken with them: a timer of processing time that they
   * set, for a pane ahead of that watermark, would otherwise fire in between on a slow machine.
   */
  private void takeWhatIsSaidOfTheBatch() {
    Item said = inbox.pollAboutLast();
    while (said != null) {
      said.deliverTo(this);
      said = inbox.pollAboutLast();
    }
  }

  @Override
  public void onWatermark(int input, long watermarkMillis) {
    if (inbox.onWatermark(input, watermarkMillis)) {
      workedSinceMarker = true;
      bundle.watermarkWaits(watermarkMillis == Watermark.FINAL_MILLIS || chain.isDue());
    }
  }

  @Override
  public void onIdle(int input) {
    boolean moved = inbox.onIdle(input);
    bundle.watermarkWaits(moved && chain.isDue());
  }

  @Override
  public void onTime(long timeMillis) {
    inbox.onTime(timeMillis);
  }

  @Override
  public void onCut(Cut cut) {
    inbox.onCut(cut);
  }

  @Override
  public void onEnd() {
    inbox.onEnd();
  }

  private boolean work() throws Exception {
    if (!begun || !chain.hasOwnWork() || outbox.isBlocked()) {
      return false;
    }
    int budget = Math.min(slice.elements(), bundle.remaining());
    if (budget == 0) {
      return false;
    }
    if (chain.work(budget) == Progress.IDLE) {
      // An idle source may have moved its watermark all the same.
      bundle.watermarkWaits(false);
      return false;
    }
    countWork(budget);
    return true;
  }

  private void countWork(int elements) {
    processed += elements;
    bundle.add(elements, startedNanos);
    workedSinceMarker = true;
  }

  private boolean endBundleIfDue(boolean worked, long nowNanos) throws Exception {
    if (bundle.mustEnd(nowNanos)) {
      endBundle();
      return true;
    }
    if (worked || !bundle.isPending() || lingers(nowNanos)) {
      return false;
    }
    // What ends with the bundle may be what other work waited for. Without an open bundle that is
    // only a source's look at its watermark, which would never come to an end.
    boolean wasOpen = bundle.isOpen();
    endBundle();
    return wasOpen;
  }

  /** Whether an idle subtask keeps its bundle open for a moment, because more may come. */
  private boolean lingers(long nowNanos) {
    return chain.prefersLargeBundles()
        && bundle.lingerMillis(nowNanos) > 0
        && !chain.waitsForBundleEnd()
        && !(inbox.isAtEnd() && !chain.hasOwnWork());
  }

  private void endBundle() throws Exception {
    if (bundle.isDue()) {
      // What is due may take its time, and what was emitted before it must not wait for that.
      chain.finishBundle();
      time.tell();
      outbox.flush();
    }
    bundle.ended();
    chain.finishBundleAndAdvance();
    outbox.gather();
    // Ahead of the watermarks: what they make happen further on may take its time.
    time.tell();
    chain.emitWatermarks();
    outbox.announce();
    metrics.addBundle();
    metrics.outputWatermark(chain.outputWatermark());
  }

  private boolean actOnCut() throws Exception {
    Cut cut = inbox.alignedCut();
    if (cut == null) {
      return false;
    }
    inbox.cutDone(cut);
    switch (cut.kind()) {
      case BARRIER -> chain.finishBundle();
      case MARKER -> settle();
    }
    boolean worked = workedSinceMarker || chain.isBusy();
    if (cut.kind() == Cut.Kind.MARKER) {
      workedSinceMarker = false;
    }
    outbox.emitCut(cut);
    environment.events().onCut(id, cut, worked);
    return true;
  }

  /** Does all that can be done without new input or time passing. */
  private void settle() throws Exception {
    do {
      endBundle();
    } while (fireProcessingTime());
  }

  private boolean isFinished() {
    return batch == null
        && inbox.isAtEnd()
        && !bundle.isPending()
        && !chain.hasOwnWork()
        && chain.outputWatermark() == Watermark.FINAL_MILLIS;
  }

  private void flushIfDue(boolean worked, long nowNanos) {
    if (!outbox.hasOpenBatches()) {
      return;
    }
    long ageMillis = (nowNanos - flushedNanos) / 1_000_000L;
    if (!worked || ageMillis >= environment.limits().bufferTimeoutMillis()) {
      outbox.flush();
      flushedNanos = nowNanos;
    }
  }
}
