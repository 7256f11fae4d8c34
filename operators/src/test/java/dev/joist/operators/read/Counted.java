// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.read;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/** An unbounded source whose splits count from 1 to an end; it can be written and read back. */
final class Counted extends UnboundedSource<String, Counted.Mark> {

  private static final long serialVersionUID = 1L;

  /** What was asked of all sources and marks, in order. */
  static final List<String> CALLS = new CopyOnWriteArrayList<>();

  private final List<String> names;
  private final int end;

  Counted(List<String> names, int end) {
    this.names = List.copyOf(names);
    this.end = end;
  }

  @Override
  public List<Counted> split(int count, PipelineOptions options) {
    CALLS.add("split");
    List<Counted> splits = new ArrayList<>();
    names.forEach(name -> splits.add(new Counted(List.of(name), end)));
    return splits;
  }

  @Override
  public UnboundedReader<String> createReader(PipelineOptions options, @Nullable Mark mark) {
    return new CountReader(mark == null ? 0 : mark.count);
  }

  @Override
  public Coder<Mark> getCheckpointMarkCoder() {
    return SerializableCoder.of(Mark.class);
  }

  @Override
  public Coder<String> getOutputCoder() {
    return StringUtf8Coder.of();
  }

  /** How far a split was counted. */
  static final class Mark implements UnboundedSource.CheckpointMark, Serializable {

    private static final long serialVersionUID = 1L;

    private final String name;
    private final int count;

    private Mark(String name, int count) {
      this.name = name;
      this.count = count;
    }

    @Override
    public void finalizeCheckpoint() {
      CALLS.add("finalize " + name + count);
    }
  }

  private final class CountReader extends UnboundedReader<String> {

    private int count;

    private CountReader(int count) {
      this.count = count;
    }

    @Override
    public boolean start() {
      return advance();
    }

    @Override
    public boolean advance() {
      if (count == end) {
        return false;
      }
      count++;
      return true;
    }

    @Override
    public String getCurrent() {
      return names.get(0) + count;
    }

    @Override
    public Instant getCurrentTimestamp() {
      return Instant.ofEpochMilli(count);
    }

    @Override
    public Instant getWatermark() {
      return count == end ? BoundedWindow.TIMESTAMP_MAX_VALUE : Instant.ofEpochMilli(count);
    }

    @Override
    public CheckpointMark getCheckpointMark() {
      return new Mark(names.get(0), count);
    }

    @Override
    public void close() {}

    @Override
    public UnboundedSource<String, ?> getCurrentSource() {
      return Counted.this;
    }
  }
}
