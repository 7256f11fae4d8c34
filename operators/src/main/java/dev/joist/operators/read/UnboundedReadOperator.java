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
import java.util.List;
import java.util.concurrent.CancellationException;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.metrics.MetricsContainer;

/**
 * Reads the splits of an unbounded source that are dealt to this subtask, in turn.
 *
 * <p>Its watermark is the lowest of its splits, each believed whether or not the split has data,
 * but for those that are idle by the user's time-out. Marks are committed once a second at the end
 * of a bundle: what was read has been handed on then. It is done when the watermark of every split
 * is at the end of time.
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
  private final Receiver output;
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
  private long nextCommitMillis;

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
    this.output = context.output(0);
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
                new UnboundedSplitReader<>(
                    item.id(), item.value(), spec.hasRecordIds(), services.options(), clock));
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
    if (isDraining) {
      // Readers are let go at the end of the bundle.
      return readers.isEmpty() ? Progress.DONE : Progress.IDLE;
    }
    if (idleMillis > 0 && clock.advancesByItself() && isTooEarly(clock.currentTimeMillis())) {
      return Progress.IDLE;
    }
    Progress[] read = new Progress[1];
    inScope(() -> read[0] = read(budget));
    if (readers.isEmpty()) {
      idleMillis = 0;
      return Progress.DONE;
    }
    if (read[0] != Progress.IDLE) {
      idleMillis = 0;
      return read[0];
    }
    idleMillis = Math.min(LONGEST_IDLE_MILLIS, Math.max(1, idleMillis * 2));
    nextPollMillis = clock.currentTimeMillis() + idleMillis;
    return Progress.IDLE;
  }

  /**
   * Until a look at its splits, which may be the first, has found nothing; while it drains, until
   * all are let go.
   */
  @Override
  public boolean isBusy() {
    return idleMillis == 0 && !readers.isEmpty();
  }

  /** A poll that lies further ahead than it was set is one of a clock that was set back. */
  private boolean isTooEarly(long nowMillis) {
    return nowMillis < nextPollMillis && nextPollMillis - nowMillis <= idleMillis;
  }

  private Progress read(int budget) throws IOException {
    Progress progress = Progress.IDLE;
    int share = Math.max(1, budget / Math.max(1, readers.size()));
    for (int i = 0; i < readers.size(); i++) {
      UnboundedSplitReader<T, MarkT> reader = readers.get(i);
      int count = reader.read(share, output);
      readCount += count;
      if (count == share) {
        progress = Progress.WORKED;
      } else if (count > 0 && progress == Progress.IDLE) {
        progress = Progress.CAUGHT_UP;
      }
      reader.pollWatermark();
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
    long now = clock.nanoTime() / 1_000_000L;
    if (now >= nextCommitMillis || (!idle && lowest == Watermark.FINAL_MILLIS)) {
      nextCommitMillis = now + COMMIT_INTERVAL_MILLIS;
      inScope(this::commit);
    }
    scope.commit();
    if (readers.removeIf(this::isGone)) {
      context.wake();
    }
  }

  private boolean isGone(UnboundedSplitReader<T, MarkT> reader) {
    return reader.isDone() && stored.remove(reader.id());
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

  private void commit() throws IOException {
    for (UnboundedSplitReader<T, MarkT> reader : readers) {
      reader.commit();
      if (reader.isDone()) {
        reader.close();
      }
    }
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
    } catch (Exception e) {
      throw ReadFailure.of(spec.transform(), spec.source(), e);
    } finally {
      scope.exit(before);
    }
  }
}
