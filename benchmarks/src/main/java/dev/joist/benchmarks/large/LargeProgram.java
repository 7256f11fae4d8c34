// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.large;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.coders.BigEndianLongCoder;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.WithTimestamps;
import org.apache.beam.sdk.transforms.join.CoGroupByKey;
import org.apache.beam.sdk.transforms.join.KeyedPCollectionTuple;
import org.apache.beam.sdk.transforms.windowing.AfterPane;
import org.apache.beam.sdk.transforms.windowing.AfterWatermark;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Sessions;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;
import org.joda.time.Duration;
import org.joda.time.Instant;

/**
 * Groups so many values, iterates twice over each group, and fails unless every value came, once an
 * iteration. Arguments: shape, number of values, bytes of a value, then options of the pipeline.
 */
public final class LargeProgram {

  private static final int SHAPE = 0;
  private static final int COUNT = 1;
  private static final int BYTES = 2;
  private static final int OPTIONS = 3;

  /** How many elements read a view. */
  private static final long READERS = 2;

  private static final long MOST_LOOKUPS = 10_000;
  private static final long LOOKUP_BYTES = 1 << 30;

  /** How many values are in a session, or in a window of a key. */
  private static final long TOGETHER = 10;

  private static final Duration TICK = Duration.millis(10);

  private LargeProgram() {}

  public static void main(String[] args) {
    LargeShape shape = LargeShape.valueOf(args[SHAPE].toUpperCase(Locale.ROOT));
    long count = Long.parseLong(args[COUNT]);
    int bytes = Integer.parseInt(args[BYTES]);
    List<String> options = new ArrayList<>(List.of(args).subList(OPTIONS, args.length));
    options.add("--runner=JoistRunner");
    Map<String, Long> sums =
        run(
            shape,
            count,
            bytes,
            PipelineOptionsFactory.fromArgs(options.toArray(String[]::new)).create());
    check(sums, expected(shape, count, bytes));
    System.out.printf("%s: %,d values of %,d bytes: %s%n", shape, count, bytes, sums);
  }

  private static Map<String, Long> run(
      LargeShape shape, long count, int bytes, PipelineOptions options) {
    Pipeline pipeline = Pipeline.create(options);
    switch (shape) {
      case GROUP, VALUE ->
          values(pipeline, "Values", count, bytes, number -> 7L)
              .apply(GroupByKey.create())
              .apply(ParDo.of(new ReadTwice()));
      case KEYS ->
          values(pipeline, "Values", count, bytes, number -> number)
              .apply(GroupByKey.create())
              .apply(ParDo.of(new ReadTwice()));
      case SESSIONS -> windowed(pipeline, count, bytes, TOGETHER, sessions());
      case SESSION -> windowed(pipeline, count, bytes, count, sessions());
      case PANES -> windowed(pipeline, count, bytes, TOGETHER, countingWindows(TOGETHER));
      case PANE -> windowed(pipeline, count, bytes, count, countingWindows(count));
      case JOIN -> join(pipeline, count, bytes);
      case VIEW -> view(pipeline, count, bytes);
      case WAIT -> waiting(pipeline, count, bytes);
    }
    PipelineResult result = pipeline.run();
    PipelineResult.State state = result.waitUntilFinish();
    if (state != PipelineResult.State.DONE) {
      throw new IllegalStateException("the pipeline ended as %s, not as DONE".formatted(state));
    }
    return sums(result);
  }

  /** Values of which {@code together} have a key, and times of a tick after another. */
  private static void windowed(
      Pipeline pipeline, long count, int bytes, long together, Window<KV<Long, byte[]>> window) {
    values(pipeline, "Values", count, bytes, number -> number / together)
        .apply(WithTimestamps.of(pair -> time(pair.getValue())))
        .apply(window)
        .apply(GroupByKey.create())
        .apply(ParDo.of(new ReadTwice()));
  }

  private static Window<KV<Long, byte[]>> sessions() {
    return Window.into(Sessions.withGapDuration(TICK.multipliedBy(2)));
  }

  /** Windows of so many values that would fire early if they had one more. */
  private static Window<KV<Long, byte[]>> countingWindows(long together) {
    return Window.<KV<Long, byte[]>>into(FixedWindows.of(TICK.multipliedBy(together)))
        .triggering(
            AfterWatermark.pastEndOfWindow()
                .withEarlyFirings(AfterPane.elementCountAtLeast((int) together + 1)))
        .withAllowedLateness(Duration.ZERO)
        .discardingFiredPanes();
  }

  private static Instant time(byte[] value) {
    return Instant.EPOCH.plus(TICK.multipliedBy(ByteBuffer.wrap(value).getLong()));
  }

  private static void join(Pipeline pipeline, long count, int bytes) {
    TupleTag<byte[]> left = new TupleTag<>("left");
    TupleTag<byte[]> right = new TupleTag<>("right");
    KeyedPCollectionTuple.of(left, values(pipeline, "Left", count / 2, bytes, number -> 7L))
        .and(right, values(pipeline, "Right", count - count / 2, bytes, number -> 7L))
        .apply(CoGroupByKey.create())
        .apply(ParDo.of(new ReadJoinTwice(left, right)));
  }

  private static void view(Pipeline pipeline, long count, int bytes) {
    PCollection<KV<Long, byte[]>> pairs =
        values(pipeline, "Values", count, bytes, number -> number);
    PCollectionView<Iterable<byte[]>> all =
        pairs.apply("Drop keys", Values.create()).apply("All", View.asIterable());
    PCollectionView<Map<Long, Iterable<byte[]>>> byKey = pairs.apply("By key", View.asMultimap());
    pipeline
        .apply("Readers", GenerateSequence.from(0).to(READERS))
        .apply(
            "Read",
            ParDo.of(new ReadViewTwice(all, byKey, count, lookups(bytes)))
                .withSideInputs(all, byKey));
  }

  private static void waiting(Pipeline pipeline, long count, int bytes) {
    PCollection<KV<Long, byte[]>> pairs =
        values(pipeline, "Values", count, bytes, number -> number);
    PCollectionView<Long> all =
        pairs.apply(
            "Count", Combine.globally(Count.<KV<Long, byte[]>>combineFn()).asSingletonView());
    pairs.apply("Read", ParDo.of(new ReadWaited(all, count)).withSideInputs(all));
  }

  /** How many keys each reader looks up: many, but no more than is read from end to end. */
  private static long lookups(int bytes) {
    return Math.max(1, Math.min(MOST_LOOKUPS, LOOKUP_BYTES / bytes));
  }

  private static PCollection<KV<Long, byte[]>> values(
      Pipeline pipeline, String name, long count, int bytes, SerializableFunction<Long, Long> key) {
    return pipeline
        .apply(name, GenerateSequence.from(0).to(count))
        .apply(name + "/Pair", MapElements.via(new Pair(key, bytes)))
        .setCoder(KvCoder.of(BigEndianLongCoder.of(), ByteArrayCoder.of()));
  }

  /** A number as a value that begins and ends with it. */
  private static final class Pair extends SimpleFunction<Long, KV<Long, byte[]>> {
    private static final long serialVersionUID = 1L;

    private final SerializableFunction<Long, Long> key;
    private final int bytes;

    Pair(SerializableFunction<Long, Long> key, int bytes) {
      this.key = key;
      this.bytes = bytes;
    }

    @Override
    public KV<Long, byte[]> apply(Long number) {
      byte[] value = new byte[Math.max(Long.BYTES, bytes)];
      ByteBuffer.wrap(value).putLong(number).putLong(value.length - Long.BYTES, number);
      return KV.of(key.apply(number), value);
    }
  }

  private static Map<String, Long> sums(PipelineResult result) {
    Map<String, Long> sums = new TreeMap<>();
    MetricsFilter ours =
        MetricsFilter.builder()
            .addNameFilter(MetricNameFilter.inNamespace(ReadTwice.class))
            .build();
    for (MetricResult<Long> sum : result.metrics().queryMetrics(ours).getCounters()) {
      sums.merge(sum.getName().getName(), sum.getAttempted(), Long::sum);
    }
    return sums;
  }

  private static void check(Map<String, Long> sums, Map<String, Long> expected) {
    if (!sums.equals(expected)) {
      throw new IllegalStateException("read %s; %s was written".formatted(sums, expected));
    }
  }

  private static Map<String, Long> expected(LargeShape shape, long count, int bytes) {
    return switch (shape) {
      case GROUP, VALUE, SESSION, PANE -> readTwice(1, count, upTo(count));
      case KEYS -> readTwice(count, count, upTo(count));
      case SESSIONS, PANES -> readTwice((count + TOGETHER - 1) / TOGETHER, count, upTo(count));
      case JOIN -> readTwice(1, count, upTo(count / 2) + upTo(count - count / 2));
      case VIEW -> {
        Map<String, Long> read = readTwice(READERS, READERS * count, READERS * upTo(count));
        read.put(ReadViewTwice.FOUND, READERS * lookups(bytes));
        read.put(ReadViewTwice.ABSENT, READERS * lookups(bytes));
        yield read;
      }
      case WAIT -> new TreeMap<>(Map.of(ReadTwice.VALUES, count, ReadTwice.SUM, upTo(count)));
    };
  }

  private static Map<String, Long> readTwice(long groups, long values, long sum) {
    return new TreeMap<>(
        Map.of(ReadTwice.GROUPS, groups, ReadTwice.VALUES, 2 * values, ReadTwice.SUM, 2 * sum));
  }

  /** The sum of all numbers below {@code count}. */
  private static long upTo(long count) {
    return count * (count - 1) / 2;
  }
}
