// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.read;

import dev.joist.execution.channel.SizeEstimator;
import dev.joist.execution.operator.OperatorContext;
import dev.joist.execution.operator.Progress;
import dev.joist.execution.operator.Receiver;
import dev.joist.execution.operator.SideTask;
import dev.joist.execution.time.Clock;
import dev.joist.execution.watermark.Watermark;
import dev.joist.operators.metrics.StepMetrics;
import dev.joist.operators.metrics.StepScope;
import dev.joist.operators.size.ElementSizes;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.beam.sdk.io.UnboundedSource.CheckpointMark;
import org.apache.beam.sdk.metrics.MetricsContainer;
import org.apache.beam.sdk.values.WindowedValue;
import org.jctools.queues.SpscArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * Reads a split on a thread of its own, a little ahead of the operator, so that nobody waits for a
 * reader that waits.
 *
 * <p>What it reads it puts into a queue: elements, marks and watermarks, each behind all elements
 * that it tells of. It comes home, which gives the reader back to the operator, when it is
 * recalled, when the split has ended, or when the reader has kept nobody waiting for long enough.
 *
 * <p><b>Threading:</b> a named concurrency part. Methods of {@link SideTask} belong to its thread,
 * all others to that of the operator. The two share the queue and the flags.
 */
final class ReadAhead<T, MarkT extends CheckpointMark> implements SideTask {

  /** Who has the reader. */
  private enum Owner {
    /** This thread. */
    AWAY,
    /** The operator again. */
    HOME,
    /** This thread, which is to close it. */
    LEFT,
    /** Nobody: it is closed. */
    CLOSED
  }

  /** A mark of all elements before it. */
  private record MarkRead(CheckpointMark mark) {}

  /** What the reader's watermark was behind all elements before it. */
  private record WatermarkRead(long millis) {}

  private static final int MOST_ELEMENTS = 256;
  private static final long MOST_BYTES = 4L << 20;

  /** A mark and a watermark find room beside the elements. */
  private static final int MORE = 64;

  private static final int ELEMENTS_PER_STEP = 32;
  private static final long MARK_NANOS = 500_000_000L;
  private static final long NEWS_NANOS = 50_000_000L;
  private static final long LONGEST_PAUSE_MILLIS = 8;

  private final OpenSplit<T, MarkT> split;
  private final UnboundedReadSpec<T, MarkT> spec;
  private final StepMetrics metrics;
  private final OperatorContext context;
  private final Clock clock;
  private final SizeEstimator sizes;
  private final long homeAfterNanos;
  private final Waits waits;
  private final SpscArrayQueue<Object> read = new SpscArrayQueue<>(MOST_ELEMENTS + MORE);
  private final AtomicReference<Owner> owner = new AtomicReference<>(Owner.AWAY);
  private volatile boolean isRecalled;
  private volatile boolean hasCaughtUp;

  // Of the thread that reads.
  private @Nullable StepScope scope;
  private long elementBytes;
  private long markedNanos;
  private long wokenNanos;
  private long pauseMillis;
  private long lastPauseMillis;
  private long nextPollMillis = Watermark.FINAL_MILLIS;
  private long toldMillis = Watermark.INITIAL_MILLIS;
  private boolean hasNews;

  /**
   * A reader that is to read ahead.
   *
   * @param homeAfterNanos it comes home when it has kept nobody waiting for so long
   */
  ReadAhead(
      OpenSplit<T, MarkT> split,
      UnboundedReadSpec<T, MarkT> spec,
      StepMetrics metrics,
      OperatorContext context,
      long homeAfterNanos) {
    this.split = split;
    this.spec = spec;
    this.metrics = metrics;
    this.context = context;
    this.clock = context.clock();
    this.sizes = new ElementSizes<>(spec.elementCoder());
    this.homeAfterNanos = homeAfterNanos;
    long now = clock.nanoTime();
    this.waits = new Waits(now);
    this.markedNanos = now - MARK_NANOS;
    this.wokenNanos = now;
  }

  /** What the operator does with what was read. */
  interface Taker extends Receiver {

    void onMark(CheckpointMark mark);

    void onWatermark(long millis);
  }

  /**
   * Hands what was read to {@code taker}, about {@code budget} elements at most; returns how many
   * there were.
   */
  int take(int budget, Taker taker) {
    int count = 0;
    while (count < budget) {
      Object next = read.poll();
      if (next == null) {
        break;
      }
      if (next instanceof MarkRead marked) {
        taker.onMark(marked.mark());
      } else if (next instanceof WatermarkRead watermark) {
        taker.onWatermark(watermark.millis());
      } else {
        taker.accept(next);
        count++;
      }
    }
    return count;
  }

  /** Whether the reader is the operator's again; it is once all that was read is taken. */
  boolean isHome() {
    return owner.get() == Owner.HOME && read.isEmpty();
  }

  /** Whether the reader had nothing when it last looked, and all before that is taken. */
  boolean hasCaughtUp() {
    return hasCaughtUp && read.isEmpty();
  }

  /** Has the reader come home after the call in which it is; it is to be woken then. */
  void recall() {
    isRecalled = true;
  }

  /** The operator ends: whoever has the reader closes it. The thread is to be woken then. */
  void leave() throws IOException {
    if (!owner.compareAndSet(Owner.AWAY, Owner.LEFT) && owner.get() == Owner.HOME) {
      split.close();
    }
  }

  @Override
  public Progress step() {
    if (owner.get() != Owner.AWAY) {
      return Progress.DONE;
    }
    StepScope entered = scope == null ? new StepScope(metrics, spec.step()) : scope;
    scope = entered;
    MetricsContainer before = entered.enter();
    try {
      return isRecalled ? comeHome() : readSome();
    } catch (CancellationException e) {
      throw e;
    } catch (Throwable thrown) {
      throw ReadFailure.of(spec.transform(), spec.source(), thrown);
    } finally {
      entered.exit(before);
      entered.commit();
    }
  }

  private Progress readSome() throws IOException {
    if (isFull() || isTooEarly()) {
      return Progress.IDLE;
    }
    pauseMillis = 0;
    long before = clock.nanoTime();
    for (int i = 0; i < ELEMENTS_PER_STEP && !isFull(); i++) {
      boolean found = split.next();
      long now = clock.nanoTime();
      boolean waited = waits.onCall(found, now - before, now);
      if (!found) {
        return nothingFound(now, waited);
      }
      put(split.element());
      markIfDue(now);
      before = now;
    }
    return tellWatermark(before) ? comeHome() : Progress.WORKED;
  }

  /** A reader that does not wait is asked less and less often. */
  private Progress nothingFound(long nowNanos, boolean waited) {
    hasCaughtUp = true;
    markIfDue(nowNanos);
    if (tellWatermark(nowNanos)) {
      return comeHome();
    }
    if (waited) {
      return Progress.WORKED;
    }
    lastPauseMillis = Math.min(LONGEST_PAUSE_MILLIS, Math.max(1, 2 * lastPauseMillis));
    pauseMillis = lastPauseMillis;
    nextPollMillis = clock.currentTimeMillis() + pauseMillis;
    return Progress.IDLE;
  }

  private void put(WindowedValue<?> element) {
    hasCaughtUp = false;
    lastPauseMillis = 0;
    elementBytes = Math.max(sizes.sizeBytes(element), elementBytes - (elementBytes >> 3));
    read.offer(element);
    // At once: the next call may wait.
    wakeOperator();
  }

  private void wakeOperator() {
    hasNews = false;
    wokenNanos = clock.nanoTime();
    context.wake();
  }

  private void markIfDue(long nowNanos) {
    if (split.hasReadSinceMark() && nowNanos - markedNanos >= MARK_NANOS && hasRoom()) {
      markedNanos = nowNanos;
      read.offer(new MarkRead(split.mark()));
      wakeOperator();
    }
  }

  /**
   * Tells a new watermark, which wakes the operator only now and then; returns whether the reader
   * is to come home: at the end of the split, or because it does not wait.
   */
  private boolean tellWatermark(long nowNanos) {
    long watermarkMillis = split.watermarkMillis();
    if (watermarkMillis == Watermark.FINAL_MILLIS) {
      return true;
    }
    if (watermarkMillis > toldMillis && hasRoom()) {
      toldMillis = watermarkMillis;
      hasNews = true;
      read.offer(new WatermarkRead(watermarkMillis));
    }
    if (hasNews && nowNanos - wokenNanos >= NEWS_NANOS) {
      wakeOperator();
    }
    return waits.hasNotWaitedFor(homeAfterNanos, nowNanos);
  }

  private Progress comeHome() {
    owner.compareAndSet(Owner.AWAY, Owner.HOME);
    context.wake();
    return Progress.DONE;
  }

  /** Whether as many elements wait as may, by number or by size. */
  private boolean isFull() {
    int size = read.size();
    return size >= MOST_ELEMENTS || (size > 0 && size * elementBytes >= MOST_BYTES);
  }

  private boolean hasRoom() {
    return read.size() < MOST_ELEMENTS + MORE;
  }

  /** A poll that lies further ahead than it was set is one of a clock that was set back. */
  private boolean isTooEarly() {
    long leftMillis = nextPollMillis - clock.currentTimeMillis();
    return pauseMillis > 0 && leftMillis > 0 && leftMillis <= pauseMillis;
  }

  @Override
  public long deadlineMillis() {
    return pauseMillis > 0 ? nextPollMillis : Watermark.FINAL_MILLIS;
  }

  @Override
  public void close() throws IOException {
    if (owner.compareAndSet(Owner.AWAY, Owner.CLOSED) || owner.get() == Owner.LEFT) {
      split.close();
    }
  }
}
