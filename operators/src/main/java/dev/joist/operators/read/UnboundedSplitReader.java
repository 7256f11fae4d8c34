// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.read;

import dev.joist.execution.operator.OperatorContext;
import dev.joist.execution.operator.Receiver;
import dev.joist.execution.time.Clock;
import dev.joist.execution.watermark.Watermark;
import dev.joist.operators.services.JobServices;
import dev.joist.state.ItemId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.io.UnboundedSource.CheckpointMark;
import org.apache.beam.sdk.util.CoderUtils;
import org.jspecify.annotations.Nullable;

/** One split of an unbounded source while it is read, as far as its elements were emitted. */
final class UnboundedSplitReader<T, MarkT extends CheckpointMark> implements ReadAhead.Taker {

  private final ItemId id;
  private final UnboundedSource<T, MarkT> source;
  private final OpenSplit<T, MarkT> split;
  private final SplitInput<T, MarkT> input;
  private final Receiver output;
  private final Clock clock;
  private final List<CheckpointMark> uncommitted = new ArrayList<>();
  private int committing;
  private boolean isStored = true;
  private boolean isStopping;
  private boolean wasRead;
  private long lastDataNanos;
  private long watermarkMillis;

  /** A reader of a split that goes on at its mark. */
  UnboundedSplitReader(
      ItemId id,
      UnboundedSplit<T, MarkT> stored,
      UnboundedReadSpec<T, MarkT> spec,
      JobServices services,
      OperatorContext context)
      throws IOException {
    this.id = id;
    this.source = stored.source();
    this.split = new OpenSplit<>(stored, spec.hasRecordIds(), services.options());
    this.input = new SplitInput<>(split, spec, services.metrics(), context);
    this.output = context.output(0);
    this.clock = context.clock();
    this.watermarkMillis = stored.watermarkMillis();
    this.lastDataNanos = clock.nanoTime();
  }

  /** The name of the split. */
  ItemId id() {
    return id;
  }

  /** Emits at most {@code budget} elements; returns how many there were. */
  int read(int budget) throws IOException {
    int count = input.read(budget, this);
    isStored &= count == 0;
    if (count > 0 || !wasRead) {
      wasRead = true;
      lastDataNanos = clock.nanoTime();
    }
    stopIfReturned();
    return count;
  }

  @Override
  public void accept(Object element) {
    output.accept(element);
  }

  @Override
  public void onMark(CheckpointMark mark) {
    uncommitted.add(mark);
  }

  @Override
  public void onWatermark(long millis) {
    isStored &= millis <= watermarkMillis;
    watermarkMillis = Math.max(watermarkMillis, millis);
  }

  long watermarkMillis() {
    return watermarkMillis;
  }

  /** Whether the operator itself has to ask for elements. */
  boolean isPolled() {
    return input.isDirect() && !isDone();
  }

  /** Whether elements were read that are not emitted, or may be at any moment. */
  boolean mayHaveMore() {
    return input.mayHaveMore();
  }

  /** Whether the split had no data for {@code timeoutMillis}. */
  boolean isIdle(long timeoutMillis) {
    return (clock.nanoTime() - lastDataNanos) / 1_000_000L >= timeoutMillis;
  }

  /** Reads no more of the split, as if it had come to its end; what was read is still emitted. */
  void stop() {
    isStopping = true;
    input.recall();
    stopIfReturned();
  }

  private void stopIfReturned() {
    if (isStopping && input.isDirect()) {
      watermarkMillis = Watermark.FINAL_MILLIS;
    }
  }

  /** Whether the split will never have an element again. */
  boolean isDone() {
    return watermarkMillis == Watermark.FINAL_MILLIS;
  }

  /** How far the split was read, to be stored; null if that is what was stored last. */
  @SuppressWarnings("unchecked") // A reader's marks are those of its source.
  @Nullable UnboundedSplit<T, MarkT> toStore() throws IOException {
    if (!input.isDirect()) {
      throw new IllegalStateException(
          "%s is read ahead of its operator, and has no mark of what was emitted"
              .formatted(source));
    }
    if (isStored || !split.isStarted()) {
      return null;
    }
    isStored = true;
    CheckpointMark mark = split.mark();
    uncommitted.add(mark);
    // A mark may refer to its reader, which goes on: it is encoded now and not when it is written.
    Coder<MarkT> markCoder = source.getCheckpointMarkCoder();
    byte[] encoded = CoderUtils.encodeToByteArray(markCoder, (MarkT) mark);
    return new UnboundedSplit<>(source, encoded, watermarkMillis);
  }

  /**
   * All marks that were not taken by this before, in order. Each list that is not empty is to be
   * committed.
   *
   * @param uptoNow whether the last of them is to be of all that was emitted so far
   */
  List<CheckpointMark> takeMarks(boolean uptoNow) {
    if (uptoNow && input.isDirect() && split.hasReadSinceMark()) {
      uncommitted.add(split.mark());
    }
    if (uncommitted.isEmpty()) {
      return List.of();
    }
    List<CheckpointMark> taken = List.copyOf(uncommitted);
    uncommitted.clear();
    committing++;
    return taken;
  }

  /** Lets the source forget what was read up to marks that were taken. */
  void commit(List<CheckpointMark> marks) throws IOException {
    for (CheckpointMark mark : marks) {
      mark.finalizeCheckpoint();
    }
    committing--;
  }

  /** Whether nothing is left to be read or committed. */
  boolean isFinished() {
    return isDone() && !split.hasReadSinceMark() && uncommitted.isEmpty() && committing == 0;
  }

  void close() throws IOException {
    input.close();
  }
}
