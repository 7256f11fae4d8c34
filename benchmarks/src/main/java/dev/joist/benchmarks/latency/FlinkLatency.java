// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.latency;

import dev.joist.benchmarks.child.Facts;
import dev.joist.benchmarks.child.FirstElement;
import dev.joist.benchmarks.nativeflink.Counting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.assigners.SlidingEventTimeWindows;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/**
 * Counts events by key in sliding windows, by Flink's DataStream API. Arguments: the file for its
 * facts, those of {@link LatencySettings}, the parallelism, then either nothing, for Flink's
 * defaults, or the milliseconds after which buffers are sent and watermarks made.
 */
public final class FlinkLatency {

  private static final int PARALLELISM = 1 + LatencySettings.ARGUMENTS;
  private static final int INTERVAL_MILLIS = PARALLELISM + 1;

  private FlinkLatency() {}

  public static void main(String[] args) throws Exception {
    LatencySettings settings = LatencySettings.parse(List.of(args).subList(1, args.length));
    StreamExecutionEnvironment flink =
        StreamExecutionEnvironment.createLocalEnvironment(Integer.parseInt(args[PARALLELISM]));
    flink.getConfig().enableObjectReuse();
    if (args.length > INTERVAL_MILLIS) {
      long intervalMillis = Long.parseLong(args[INTERVAL_MILLIS]);
      flink.setBufferTimeout(intervalMillis);
      flink.getConfig().setAutoWatermarkInterval(intervalMillis);
    }
    @SuppressWarnings("deprecation") // see the source
    DataStream<Long> keys =
        flink.addSource(new FlinkScheduledSource(settings.schedule()), Types.LONG);
    keys.assignTimestampsAndWatermarks(WatermarkStrategy.forMonotonousTimestamps())
        .keyBy(key -> key)
        .window(
            SlidingEventTimeWindows.of(
                Duration.ofSeconds(LatencySettings.WINDOW_SECONDS),
                Duration.ofSeconds(LatencySettings.PERIOD_SECONDS)))
        .aggregate(new Counting(), new RecordResult(settings), Types.LONG, Types.LONG, Types.LONG);
    flink.execute();
    Map<String, Long> facts = new TreeMap<>(FirstElement.facts());
    facts.putAll(LatencyRecord.ofThisProcess().facts());
    new Facts(facts).write(Path.of(args[0]));
  }

  /** Where Beam's pipeline has a function of its own: nothing comes out of either. */
  private static final class RecordResult
      extends ProcessWindowFunction<Long, Long, Long, TimeWindow> {

    private final LatencySettings settings;

    RecordResult(LatencySettings settings) {
      this.settings = settings;
    }

    @Override
    public void process(Long key, Context context, Iterable<Long> counts, Collector<Long> out) {
      for (long count : counts) {
        LatencyRecord.ofThisProcess().add(settings, context.window().getEnd(), key, count);
      }
    }
  }
}
