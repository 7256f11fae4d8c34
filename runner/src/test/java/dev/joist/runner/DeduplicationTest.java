// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult.State;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.PCollection;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sources that may deliver a record more than once, and say how to know it again. */
@Timeout(120)
class DeduplicationTest {

  private static final int RECORDS = 500;

  /** Two splits, each of which delivers every record twice. */
  static final class Twice extends UnboundedSource<String, UnboundedSource.CheckpointMark> {
    private final boolean dedups;

    Twice(boolean dedups) {
      this.dedups = dedups;
    }

    @Override
    public List<Twice> split(int count, PipelineOptions options) {
      return List.of(new Twice(dedups), new Twice(dedups));
    }

    @Override
    public UnboundedReader<String> createReader(
        PipelineOptions options, @Nullable CheckpointMark mark) {
      return new TwiceReader(this);
    }

    @Override
    public boolean requiresDeduping() {
      return dedups;
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"}) // Nobody writes a mark yet.
    public Coder<CheckpointMark> getCheckpointMarkCoder() {
      return (Coder) SerializableCoder.of(String.class);
    }

    @Override
    public Coder<String> getOutputCoder() {
      return StringUtf8Coder.of();
    }
  }

  static final class TwiceReader extends UnboundedSource.UnboundedReader<String> {
    private final Twice source;
    private int next = -1;

    TwiceReader(Twice source) {
      this.source = source;
    }

    @Override
    public boolean start() {
      return advance();
    }

    @Override
    public boolean advance() {
      if (next + 1 >= 2 * RECORDS) {
        next = 2 * RECORDS;
        return false;
      }
      next++;
      return true;
    }

    @Override
    public String getCurrent() throws NoSuchElementException {
      return "record %d".formatted(next % RECORDS);
    }

    @Override
    public byte[] getCurrentRecordId() {
      return getCurrent().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Instant getCurrentTimestamp() {
      return Instant.ofEpochMilli(next);
    }

    @Override
    public Instant getWatermark() {
      return next == 2 * RECORDS
          ? BoundedWindow.TIMESTAMP_MAX_VALUE
          : BoundedWindow.TIMESTAMP_MIN_VALUE;
    }

    @Override
    public UnboundedSource.CheckpointMark getCheckpointMark() {
      return UnboundedSource.CheckpointMark.NOOP_CHECKPOINT_MARK;
    }

    @Override
    public Twice getCurrentSource() {
      return source;
    }

    @Override
    public void close() {}
  }

  private static List<String> records(int times) {
    return IntStream.range(0, times * RECORDS)
        .mapToObj(i -> "record %d".formatted(i % RECORDS))
        .toList();
  }

  private static State run(boolean dedups, List<String> expected) {
    PipelineOptions options =
        PipelineOptionsFactory.fromArgs("--runner=JoistRunner", "--parallelism=2").create();
    Pipeline pipeline = Pipeline.create(options);
    PCollection<String> read = pipeline.apply(Read.from(new Twice(dedups)));
    PAssert.that(read).containsInAnyOrder(expected);
    return pipeline.run().waitUntilFinish();
  }

  @Test
  void eachRecordPassesOnceWhereTheSourceAsksForIt() {
    assertThat(run(true, records(1))).isEqualTo(State.DONE);
  }

  @Test
  void whatTheSourceDeliversPassesWhereItDoesNot() {
    assertThat(run(false, records(4))).isEqualTo(State.DONE);
  }
}
