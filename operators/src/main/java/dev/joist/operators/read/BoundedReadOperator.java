// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.read;

import dev.joist.execution.JoistException;
import dev.joist.execution.operator.Operator;
import dev.joist.execution.operator.Progress;
import dev.joist.execution.operator.Receiver;
import dev.joist.execution.watermark.Watermark;
import dev.joist.operators.metrics.StepScope;
import dev.joist.operators.services.JobServices;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.apache.beam.sdk.io.BoundedSource;
import org.apache.beam.sdk.metrics.MetricsContainer;
import org.apache.beam.sdk.values.WindowedValues;
import org.jspecify.annotations.Nullable;

/**
 * Reads the splits of a bounded source, one after the other, taking the next that no other subtask
 * took.
 *
 * <p>Its watermark stays initial until nothing is left to read.
 */
public final class BoundedReadOperator<T> implements Operator {

  /** A split is worth a file handle and a seek; below this size it is not. */
  private static final long LEAST_SPLIT_BYTES = 64 << 10;

  /** Splits for each subtask of a large source, so that a slow one does not decide the end. */
  private static final long SPLITS_PER_SUBTASK = 4;

  /** Below this size a source is split once for each subtask. */
  private static final long LARGE_SPLIT_BYTES = 1 << 20;

  private final BoundedReadSpec<T> spec;
  private final JobServices services;
  private final SharedSplits<BoundedSource<T>> splits;
  private final int parallelism;
  private final Receiver output;
  private final StepScope scope;
  private BoundedSource.@Nullable BoundedReader<T> reader;
  private boolean done;

  BoundedReadOperator(
      BoundedReadSpec<T> spec,
      JobServices services,
      SharedSplits<BoundedSource<T>> splits,
      int parallelism,
      Receiver output) {
    this.spec = spec;
    this.services = services;
    this.splits = splits;
    this.parallelism = parallelism;
    this.output = output;
    this.scope = new StepScope(services.metrics(), spec.step());
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
    MetricsContainer before = scope.enter();
    try {
      read(budget);
    } catch (JoistException | CancellationException e) {
      // Of what follows, which runs inside the output.
      throw e;
    } catch (Exception e) {
      throw failure(e);
    } finally {
      scope.exit(before);
    }
    return done ? Progress.DONE : Progress.WORKED;
  }

  private void read(int budget) throws Exception {
    BoundedSource.BoundedReader<T> current = reader;
    boolean available;
    if (current == null) {
      BoundedSource<T> split = splits.take(this::split);
      if (split == null) {
        done = true;
        return;
      }
      current = split.createReader(services.options());
      reader = current;
      available = current.start();
    } else {
      available = current.advance();
    }
    int left = budget;
    while (available) {
      output.accept(
          WindowedValues.timestampedValueInGlobalWindow(
              current.getCurrent(), current.getCurrentTimestamp()));
      if (--left == 0) {
        return;
      }
      available = current.advance();
    }
    reader = null;
    current.close();
  }

  private List<? extends BoundedSource<T>> split() throws Exception {
    BoundedSource<T> source = spec.source();
    source.validate();
    long bytes = source.getEstimatedSizeBytes(services.options());
    // Equal splits: sources cut a rest into one more.
    long small = Math.min(parallelism, bytes / LEAST_SPLIT_BYTES);
    long large = Math.min(parallelism * SPLITS_PER_SUBTASK, bytes / LARGE_SPLIT_BYTES);
    long splits = Math.max(1, Math.max(small, large));
    long desired = Math.max(LEAST_SPLIT_BYTES, (bytes + splits - 1) / splits);
    return source.split(desired, services.options());
  }

  private JoistException failure(Exception cause) {
    return ReadFailure.of(spec.transform(), spec.source(), cause);
  }

  @Override
  public void finishBundle() {
    scope.commit();
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
    if (reader != null) {
      reader.close();
      reader = null;
    }
  }
}
