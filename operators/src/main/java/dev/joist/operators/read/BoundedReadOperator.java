// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.read;

import dev.joist.execution.JoistException;
import dev.joist.execution.operator.Operator;
import dev.joist.execution.operator.OperatorContext;
import dev.joist.execution.operator.Progress;
import dev.joist.execution.operator.Receiver;
import dev.joist.execution.watermark.Watermark;
import dev.joist.operators.metrics.StepScope;
import dev.joist.operators.services.JobServices;
import dev.joist.state.CellId;
import dev.joist.state.ItemId;
import dev.joist.state.ItemStore;
import dev.joist.state.StageCell;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.apache.beam.sdk.io.BoundedSource;
import org.apache.beam.sdk.metrics.MetricsContainer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the splits of a bounded source, one after the other, taking the next that no other subtask
 * took.
 *
 * <p>Its watermark stays initial until nothing is left to read.
 *
 * <p>A reader of a bounded source has no mark. What survives of a split that is being read is how
 * many elements were emitted; a reader that is restored reads as many and drops them.
 */
public final class BoundedReadOperator<T> implements Operator {

  private final BoundedReadSpec<T> spec;
  private final JobServices services;
  private final SharedSplits<BoundedSource<T>> splits;
  private final OperatorContext context;
  private final Receiver output;
  private final StepScope scope;
  private final StageCell<List<BoundedSource<T>>> all;
  private final ItemStore<BoundedSplit> taken;
  private final Deque<BoundedSplit> begun = new ArrayDeque<>();
  private @Nullable BoundedSplitReader<T> reader;
  private boolean done;
  private long readCount;

  BoundedReadOperator(
      BoundedReadSpec<T> spec,
      JobServices services,
      SharedSplits<BoundedSource<T>> splits,
      OperatorContext context) {
    this.spec = spec;
    this.services = services;
    this.splits = splits;
    this.context = context;
    this.output = context.output(0);
    this.scope = new StepScope(services.metrics(), spec.step());
    this.all =
        context
            .stores()
            .stage(
                new CellId(spec.transform(), "splits"), SplitCodecs.sources(BoundedSource.class));
    this.taken =
        context
            .stores()
            .items(new CellId(spec.transform(), "splits that were taken"), SplitCodecs.bounded());
    splits.join();
    scope.reads(() -> readCount);
  }

  @Override
  public void open() {
    List<BoundedSource<T>> restored = all.read();
    if (restored != null) {
      splits.restore(restored);
      for (ItemStore.Item<BoundedSplit> item : taken.items()) {
        splits.restoreTaken(item.value().index());
        if (!item.value().isDone()) {
          begun.add(item.value());
        }
      }
    }
  }

  @Override
  public Receiver input(int port) {
    throw new IllegalArgumentException("%s has no input %d".formatted(spec.transform(), port));
  }

  @Override
  public boolean hasOwnWork() {
    return true;
  }

  @Override
  public boolean isBusy() {
    return !done;
  }

  @Override
  public Progress work(int budget) {
    if (done) {
      return Progress.DONE;
    }
    MetricsContainer before = scope.enter();
    try {
      read(budget);
    } catch (JoistException | CancellationException e) {
      // Of what follows, which runs inside the output.
      throw e;
    } catch (Throwable thrown) {
      throw failure(thrown);
    } finally {
      scope.exit(before);
    }
    return done ? Progress.DONE : Progress.WORKED;
  }

  private void read(int budget) throws Exception {
    BoundedSplitReader<T> current = reader == null ? next() : reader;
    reader = current;
    if (current == null) {
      done = true;
      return;
    }
    long before = current.count();
    boolean hasMore;
    try {
      hasMore = current.read(budget, output);
    } finally {
      readCount += current.count() - before;
    }
    if (!hasMore) {
      reader = null;
      current.close();
      store(new BoundedSplit(current.index(), BoundedSplit.ALL));
    }
  }

  /** First what a snapshot held as begun, then what nobody took. */
  private @Nullable BoundedSplitReader<T> next() throws Exception {
    BoundedSplit first = begun.poll();
    if (first != null) {
      BoundedSource<T> source = splits.all(this::split).get(first.index());
      return new BoundedSplitReader<>(source, first, services.options());
    }
    SharedSplits.Split<BoundedSource<T>> split = splits.take(this::split);
    return split == null
        ? null
        : new BoundedSplitReader<>(
            split.source(), new BoundedSplit(split.index(), 0), services.options());
  }

  private void store(BoundedSplit split) {
    taken.put(ItemId.given(split.index()), split);
  }

  @Override
  public void finishBundle() {
    // A subtask that is restored when nothing was left promises that without being asked for work.
    done |= reader == null && begun.isEmpty() && splits.isExhausted();
    scope.commit();
  }

  /** Each subtask tells what it took; what nobody took by then is left to be taken. */
  @Override
  public void beforeSnapshot(long snapshotId) throws Exception {
    if (context.subtaskIndex() == 0 && all.read() == null) {
      all.write(splits.all(this::split));
    }
    if (reader != null) {
      store(reader.progress());
    }
  }

  private List<? extends BoundedSource<T>> split() throws Exception {
    BoundedSource<T> source = spec.source();
    source.validate();
    long bytes = source.getEstimatedSizeBytes(services.options());
    return source.split(SplitSize.bytes(bytes, context.parallelism()), services.options());
  }

  private JoistException failure(Throwable cause) {
    return ReadFailure.of(spec.transform(), spec.source(), cause);
  }

  @Override
  public void onWatermark(int port, long watermarkMillis) {
    throw new IllegalArgumentException("%s has no input %d".formatted(spec.transform(), port));
  }

  @Override
  public long outputWatermark() {
    return done ? Watermark.FINAL_MILLIS : Watermark.INITIAL_MILLIS;
  }

  @Override
  public void close() throws IOException {
    splits.leave();
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }
}
