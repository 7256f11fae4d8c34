// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.schedule;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the events of a {@link Schedule}, each when it is due. Of {@code n} splits the {@code
 * k}-th reads every {@code n}-th event from the {@code k}-th on.
 */
public final class ScheduledSource extends UnboundedSource<Long, ScheduledSource.Mark> {

  private final Schedule schedule;
  private final long firstIndex;
  private final long stride;

  private ScheduledSource(Schedule schedule, long firstIndex, long stride) {
    this.schedule = schedule;
    this.firstIndex = firstIndex;
    this.stride = stride;
  }

  /** All events of {@code schedule}. */
  public static ScheduledSource of(Schedule schedule) {
    return new ScheduledSource(schedule, 0, 1);
  }

  @Override
  public List<ScheduledSource> split(int desiredNumSplits, PipelineOptions options) {
    return LongStream.range(0, desiredNumSplits)
        .mapToObj(
            split ->
                new ScheduledSource(
                    schedule, firstIndex + split * stride, stride * desiredNumSplits))
        .toList();
  }

  @Override
  public UnboundedReader<Long> createReader(PipelineOptions options, @Nullable Mark mark) {
    return new ScheduledReader(this, mark == null ? firstIndex : mark.nextIndex());
  }

  @Override
  public Coder<Mark> getCheckpointMarkCoder() {
    return new MarkCoder();
  }

  @Override
  public Coder<Long> getOutputCoder() {
    return VarLongCoder.of();
  }

  Schedule schedule() {
    return schedule;
  }

  long stride() {
    return stride;
  }

  /** How far a split was read. */
  public record Mark(long nextIndex) implements UnboundedSource.CheckpointMark {

    /** Nothing to do: events are made, so none waits for an acknowledgement. */
    @Override
    public void finalizeCheckpoint() {}
  }

  private static final class MarkCoder extends AtomicCoder<Mark> {

    @Override
    public void encode(Mark mark, OutputStream out) throws IOException {
      VarLongCoder.of().encode(mark.nextIndex(), out);
    }

    @Override
    public Mark decode(InputStream in) throws IOException {
      return new Mark(VarLongCoder.of().decode(in));
    }
  }
}
