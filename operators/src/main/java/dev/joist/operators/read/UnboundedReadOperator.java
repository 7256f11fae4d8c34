// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.read;

import dev.joist.execution.JoistException;
import dev.joist.execution.operator.Operator;
import dev.joist.execution.operator.OperatorContext;
import dev.joist.execution.operator.Progress;
import dev.joist.execution.operator.Receiver;
import dev.joist.execution.time.Clock;
import dev.joist.execution.watermark.Hold;
import dev.joist.execution.watermark.HoldKind;
import dev.joist.execution.watermark.Watermark;
import dev.joist.operators.metrics.StepScope;
import dev.joist.operators.services.JobServices;
import dev.joist.operators.state.CoderCodec;
import dev.joist.state.CellId;
import dev.joist.state.ItemId;
import dev.joist.state.ItemStore;
import dev.joist.state.StageCell;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.metrics.MetricsContainer;

/**
 * Reads the splits of an unbounded source that are dealt to this subtask, in turn.
 *
 * <p>Its watermark is the lowest of its splits, each believed whether or not the split has data,
 * but for those that are idle by the user's time-out. It is done when the watermark of every split
 * is at the end of time and all marks are committed.
 *
 * <p>Marks are taken once a second at the end of a bundle, and committed when every stage has
 * passed what was read up to them: a source that is told so forgets it.
 */
public final class UnboundedReadOperator<T, MarkT extends UnboundedSource.CheckpointMark>
    implements Operator {

  private static final long COMMIT_INTERVAL_MILLIS = 1000;
  private static final long LONGEST_IDLE_MILLIS = 8;

  private final UnboundedReadSpec<T, MarkT> spec;
  private final JobServices services;
  private final SharedSplits<UnboundedSource<T, MarkT>> splits;
  private final OperatorContext context;
  private final Clock clock;
  private final StepScope scope;
  private long readCount;
  private final StageCell<Integer> splitCount;
  private final ItemStore<UnboundedSplit<T, MarkT>> stored;
  private final List<UnboundedSplitReader<T, MarkT>> readers = new ArrayList<>();
  private long outputWatermarkMillis = Watermark.INITIAL_MILLIS;
  private long nextPollMillis = Watermark.INITIAL_MILLIS;
  private long idleMillis;
  private boolean idle;
  private boolean isDraining;
  private boolean hasEnded;
  private long commitPeriod = Long.MIN_VALUE;

  UnboundedReadOperator(
      UnboundedReadSpec<T, MarkT> spec,
      JobServices services,
      SharedSplits<UnboundedSource<T, MarkT>> splits,
      OperatorContext context) {
    this.spec = spec;
    this.services = services;
    this.splits = splits;
    this.context = context;
    this.clock = context.clock();
    this.scope = new StepScope(services.metrics(), spec.step());
    scope.reads(() -> readCount);
    this.splitCount =
        context
            .stores()
            .stage(new CellId(spec.transform(), "splits"), CoderCodec.of(VarIntCoder.of()));
    this.stored =
        context
            .stores()
            .items(
                new CellId(spec.transform(), "splits with marks"),
                CoderCodec.of(new UnboundedSplitCoder<T, MarkT>()));
    splits.join();
  }

  @Override
  public Receiver input(int port) {
    throw new IllegalArgumentException("%s has no input %d".formatted(spec.transform(), port));
  }

  @Override
  public void open() {
    inScope(
        () -> {
          if (splitCount.read() == null) {
            splitAnew();
          }
          for (ItemStore.Item<UnboundedSplit<T, MarkT>> item : stored.items()) {
            readers.add(
                new UnboundedSplitReader<>(item.id(), item.value(), spec, services, context));
          }
        });
  }

  /** Never at a restore: a source that is split again may split otherwise. */
  private void splitAnew() throws Exception {
    for (SharedSplits.Split<UnboundedSource<T, MarkT>> split :
        splits.dealtTo(context.subtaskIndex(), context.parallelism(), this::split)) {
      stored.put(
          ItemId.given(split.index()),
          new UnboundedSplit<>(split.source(), null, Watermark.INITIAL_MILLIS));
    }
    if (context.subtaskIndex() == 0) {
      splitCount.write(splits.all(this::split).size());
    }
  }

  private List<? extends UnboundedSource<T, MarkT>> split() throws Exception {
    spec.source().validate();
    return spec.source().split(context.parallelism(), services.options());
  }

  @Override
  public void drain() {
    isDraining = true;
    idleMillis = 0;
    readers.forEach(UnboundedSplitReader::stop);
    context.wake();
  }

  @Override
  public boolean hasOwnWork() {
    return true;
  }

  @Override
  public long nextProcessingTimeMillis() {
    return idleMillis > 0 ? nextPollMillis : Watermark.FINAL_MILLIS;
  }

  @Override
  public Progress work(int budget) {
    if (readers.isEmpty()) {
      return Progress.DONE;
    }
    if (hasEnded) {
      // Readers are let go when what they read is committed.
      return Progress.IDLE;
    }
    boolean polls =
        idleMillis == 0 || !clock.advancesByItself() || !isTooEarly(clock.currentTimeMillis());
    Progress[] read = new Progress[1];
    inScope(() -> read[0] = read(budget, polls));
    if (read[0] != Progress.IDLE) {
      idleMillis = 0;
      return read[0];
    }
    if (polls) {
      boolean isToPoll = hasIdleTimeout() || anyIsPolled();
      idleMillis = isToPoll ? Math.min(LONGEST_IDLE_MILLIS, Math.max(1, idleMillis * 2)) : 0;
      nextPollMillis = clock.currentTimeMillis() + idleMillis;
    }
    return Progress.IDLE;
  }

  /** Then somebody has to look whether a split has become idle, also while nothing is read. */
  private boolean hasIdleTimeout() {
    return services.idleTimeoutMillis() != Long.MAX_VALUE;
  }

  private boolean anyIsPolled() {
    return readers.stream().anyMatch(UnboundedSplitReader::isPolled);
  }

  /**
   * Until a look at its splits, which may be the first, has found nothing; while it drains, until
   * all are let go.
   */
  @Override
  public boolean isBusy() {
    return (isDraining || (idleMillis == 0 && anyIsPolled()))
        ? !readers.isEmpty()
        : readers.stream().anyMatch(UnboundedSplitReader::mayHaveMore);
  }

  /** A poll that lies further ahead than it was set is one of a clock that was set back. */
  private boolean isTooEarly(long nowMillis) {
    return nowMillis < nextPollMillis && nextPollMillis - nowMillis <= idleMillis;
  }

  private Progress read(int budget, boolean polls) throws IOException {
    Progress progress = Progress.IDLE;
    int share = Math.max(1, budget / Math.max(1, readers.size()));
    for (int i = 0; i < readers.size(); i++) {
      context.stop().check();
      UnboundedSplitReader<T, MarkT> reader = readers.get(i);
      if (reader.isDone() || (reader.isPolled() && !polls)) {
        continue;
      }
      int count = reader.read(share);
      readCount += count;
      if (count == share) {
        progress = Progress.WORKED;
      } else if (count > 0 && progress == Progress.IDLE) {
        progress = Progress.CAUGHT_UP;
      }
    }
    return progress;
  }

  @Override
  public void finishBundle() {
    long lowest = Watermark.FINAL_MILLIS;
    idle = !readers.isEmpty();
    for (UnboundedSplitReader<T, MarkT> reader : readers) {
      if (reader.isDone() || !reader.isIdle(services.idleTimeoutMillis())) {
        idle = false;
        lowest = Math.min(lowest, reader.watermarkMillis());
      }
    }
    if (!idle) {
      outputWatermarkMillis = Math.max(outputWatermarkMillis, lowest);
    }
    hasEnded = !idle && lowest == Watermark.FINAL_MILLIS;
    long period = Math.floorDiv(clock.currentTimeMillis(), COMMIT_INTERVAL_MILLIS);
    boolean isPeriodOver = period != commitPeriod || hasEnded;
    commitPeriod = period;
    inScope(() -> takeMarks(isPeriodOver));
    scope.commit();
    inScope(this::letGo);
  }

  private void takeMarks(boolean uptoNow) {
    for (int i = readers.size() - 1; i >= 0; i--) {
      UnboundedSplitReader<T, MarkT> reader = readers.get(i);
      List<UnboundedSource.CheckpointMark> marks = reader.takeMarks(uptoNow);
      if (!marks.isEmpty()) {
        context.whenPassed(() -> commit(reader, marks));
      }
    }
  }

  private void commit(
      UnboundedSplitReader<T, MarkT> reader, List<UnboundedSource.CheckpointMark> marks) {
    inScope(
        () -> {
          reader.commit(marks);
          letGo();
        });
  }

  /** Closes the readers of splits of which nothing is left to be read or committed. */
  private void letGo() throws IOException {
    boolean anyGone = false;
    for (Iterator<UnboundedSplitReader<T, MarkT>> all = readers.iterator(); all.hasNext(); ) {
      UnboundedSplitReader<T, MarkT> reader = all.next();
      if (reader.isFinished()) {
        all.remove();
        stored.remove(reader.id());
        reader.close();
        anyGone = true;
      }
    }
    if (anyGone) {
      context.wake();
    }
  }

  @Override
  public void beforeSnapshot(long snapshotId) {
    inScope(
        () -> {
          for (UnboundedSplitReader<T, MarkT> reader : readers) {
            UnboundedSplit<T, MarkT> split = reader.toStore();
            if (split != null) {
              stored.put(reader.id(), split);
            }
          }
        });
  }

  @Override
  public void onWatermark(int port, long watermarkMillis) {
    throw new IllegalArgumentException("%s has no input %d".formatted(spec.transform(), port));
  }

  @Override
  public long outputWatermark() {
    return outputWatermarkMillis;
  }

  @Override
  public boolean isIdle() {
    return idle;
  }

  @Override
  public List<Hold> holds(int limit) {
    return readers.stream()
        .filter(reader -> !reader.isDone())
        .sorted(Comparator.comparingLong(UnboundedSplitReader::watermarkMillis))
        .limit(limit)
        .map(r -> new Hold(HoldKind.SPLIT, "split of " + spec.transform(), r.watermarkMillis()))
        .toList();
  }

  @Override
  public void close() throws IOException {
    splits.leave();
    for (UnboundedSplitReader<T, MarkT> reader : readers) {
      reader.close();
    }
    readers.clear();
  }

  /** Code of the source's, which may throw and may write metrics. */
  private interface SourceCode {
    void run() throws Exception;
  }

  private void inScope(SourceCode code) {
    MetricsContainer before = scope.enter();
    try {
      code.run();
    } catch (JoistException | CancellationException e) {
      // Of what follows, which runs inside the output.
      throw e;
    } catch (Throwable thrown) {
      throw ReadFailure.of(spec.transform(), spec.source(), thrown);
    } finally {
      scope.exit(before);
    }
  }
}
