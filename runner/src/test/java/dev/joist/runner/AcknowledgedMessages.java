// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/** A source of numbers that notes which of them it was told to forget. */
final class AcknowledgedMessages
    extends UnboundedSource<Long, AcknowledgedMessages.Acknowledgement> {

  private static final long serialVersionUID = 1L;

  /** What was acknowledged. */
  static final Set<Long> ACKNOWLEDGED = ConcurrentHashMap.newKeySet();

  private final long first;
  private final long step;
  private final long end;

  private AcknowledgedMessages(long first, long step, long end) {
    this.first = first;
    this.step = step;
    this.end = end;
  }

  /** The numbers below {@code end}, dealt over the splits. */
  static AcknowledgedMessages below(long end) {
    return new AcknowledgedMessages(0, 1, end);
  }

  @Override
  public List<AcknowledgedMessages> split(int count, PipelineOptions options) {
    return IntStream.range(0, count)
        .mapToObj(i -> new AcknowledgedMessages(i, count, end))
        .toList();
  }

  @Override
  public UnboundedReader<Long> createReader(
      PipelineOptions options, @Nullable Acknowledgement mark) {
    return new Reader();
  }

  @Override
  public Coder<Acknowledgement> getCheckpointMarkCoder() {
    return SerializableCoder.of(Acknowledgement.class);
  }

  @Override
  public Coder<Long> getOutputCoder() {
    return VarLongCoder.of();
  }

  /** The numbers that were read since the mark before. */
  static final class Acknowledgement implements CheckpointMark, Serializable {

    private static final long serialVersionUID = 1L;

    private final ArrayList<Long> numbers;

    private Acknowledgement(List<Long> numbers) {
      this.numbers = new ArrayList<>(numbers);
    }

    @Override
    public void finalizeCheckpoint() {
      ACKNOWLEDGED.addAll(numbers);
    }
  }

  private final class Reader extends UnboundedReader<Long> {

    private final List<Long> sinceMark = new ArrayList<>();
    private long current = first - step;

    @Override
    public boolean start() {
      return advance();
    }

    @Override
    public boolean advance() {
      if (current + step >= end) {
        return false;
      }
      current += step;
      sinceMark.add(current);
      return true;
    }

    @Override
    public Long getCurrent() {
      return current;
    }

    @Override
    public Instant getCurrentTimestamp() {
      return Instant.ofEpochMilli(current);
    }

    @Override
    public Instant getWatermark() {
      return current + step >= end
          ? BoundedWindow.TIMESTAMP_MAX_VALUE
          : Instant.ofEpochMilli(current);
    }

    @Override
    public CheckpointMark getCheckpointMark() {
      Acknowledgement mark = new Acknowledgement(sinceMark);
      sinceMark.clear();
      return mark;
    }

    @Override
    public void close() {}

    @Override
    public AcknowledgedMessages getCurrentSource() {
      return AcknowledgedMessages.this;
    }
  }
}
