// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.read;

import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/** An unbounded source of splits that a specification fills while they are read. */
final class Ticks extends UnboundedSource<String, Ticks.Mark> {

  private static final long serialVersionUID = 1L;

  private final transient List<Split> splits = new ArrayList<>();
  private final transient List<String> finalized = new ArrayList<>();

  Ticks(String... names) {
    for (String name : names) {
      splits.add(new Split(name));
    }
  }

  Split get(int split) {
    return splits.get(split);
  }

  /** The marks that were finalized and the readers that were closed, in that order. */
  List<String> finalized() {
    return finalized;
  }

  @Override
  public List<? extends UnboundedSource<String, Mark>> split(int count, PipelineOptions options) {
    return splits;
  }

  @Override
  public UnboundedReader<String> createReader(PipelineOptions options, @Nullable Mark mark) {
    throw new UnsupportedOperationException("only splits are read");
  }

  @Override
  public Coder<Mark> getCheckpointMarkCoder() {
    return SerializableCoder.of(Mark.class);
  }

  @Override
  public Coder<String> getOutputCoder() {
    return StringUtf8Coder.of();
  }

  @Override
  public String toString() {
    return "Ticks";
  }

  /** How far a split was read. */
  static final class Mark implements UnboundedSource.CheckpointMark, Serializable {
    private static final long serialVersionUID = 1L;
    private final transient Runnable onFinalize;

    private Mark(Runnable onFinalize) {
      this.onFinalize = onFinalize;
    }

    @Override
    public void finalizeCheckpoint() {
      onFinalize.run();
    }
  }

  /** A split, at the same time its own reader's script. */
  final class Split extends UnboundedSource<String, Mark> {

    private static final long serialVersionUID = 1L;

    private final String name;
    private final transient Queue<String> waiting = new ArrayDeque<>();
    private transient Instant watermark = BoundedWindow.TIMESTAMP_MIN_VALUE;
    private transient Runnable whileAsked = () -> {};

    private Split(String name) {
      this.name = name;
    }

    /**
     * Lets elements arrive, each at the millisecond that it says; of "!" the reader has no class.
     */
    void arrive(String... elements) {
      waiting.addAll(List.of(elements));
    }

    /** What happens each time that the reader is asked for an element. */
    void whileAsked(Runnable action) {
      whileAsked = action;
    }

    void watermark(Instant newWatermark) {
      watermark = newWatermark;
    }

    @Override
    public List<? extends UnboundedSource<String, Mark>> split(int count, PipelineOptions options) {
      return List.of(this);
    }

    @Override
    public UnboundedReader<String> createReader(PipelineOptions options, @Nullable Mark mark) {
      return new TickReader(this);
    }

    @Override
    public Coder<Mark> getCheckpointMarkCoder() {
      return Ticks.this.getCheckpointMarkCoder();
    }

    @Override
    public Coder<String> getOutputCoder() {
      return StringUtf8Coder.of();
    }
  }

  private final class TickReader extends UnboundedSource.UnboundedReader<String> {

    private final Split split;
    private @Nullable String current;
    private String last = "";

    private TickReader(Split split) {
      this.split = split;
    }

    @Override
    public boolean start() {
      return advance();
    }

    @Override
    public boolean advance() {
      split.whileAsked.run();
      current = split.waiting.poll();
      if ("!".equals(current)) {
        throw new NoClassDefFoundError("org/ticks/Reader");
      }
      last = current == null ? last : current;
      return current != null;
    }

    @Override
    public String getCurrent() {
      if (current == null) {
        throw new NoSuchElementException(split.name);
      }
      return split.name + current;
    }

    @Override
    public Instant getCurrentTimestamp() {
      return Instant.ofEpochMilli(Long.parseLong(last));
    }

    @Override
    public Instant getWatermark() {
      return split.watermark;
    }

    @Override
    public CheckpointMark getCheckpointMark() {
      String marked = "mark " + split.name + last;
      return new Mark(() -> finalized.add(marked));
    }

    @Override
    public void close() {
      finalized.add("closed " + split.name);
    }

    @Override
    public UnboundedSource<String, ?> getCurrentSource() {
      return split;
    }
  }
}
