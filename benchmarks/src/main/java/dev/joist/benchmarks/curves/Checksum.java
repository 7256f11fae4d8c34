// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.curves;

import dev.joist.benchmarks.schedule.Schedule;
import java.util.concurrent.atomic.LongAdder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.KV;

/**
 * A sum over all results that tells right ones from wrong ones, in whatever order they come. There
 * is one for the process, since runners make copies of the functions that add to it.
 *
 * <p><em>Threading</em>: any thread may add.
 */
final class Checksum {

  private static final Checksum OF_THIS_PROCESS = new Checksum();
  private static final long MILLIS_PER_SECOND = 1_000;
  private static final long ODD = 0x9E3779B97F4A7C15L;

  private final LongAdder sum = new LongAdder();

  static Checksum ofThisProcess() {
    return OF_THIS_PROCESS;
  }

  /** The checksum of right results, reckoned without Beam. */
  static Checksum expected(Load load, Schedule schedule) {
    Checksum expected = new Checksum();
    long[] counts = new long[load.keys()];
    for (long i = 0; i < schedule.events(); i++) {
      int key = (int) schedule.key(i);
      switch (load.shape()) {
        case COUNT -> expected.addToWindows(load, key, schedule.timestampMillis(i));
        case STATE -> expected.addState(key, ++counts[key]);
      }
    }
    return expected;
  }

  /** Adds that {@code key} occurred {@code count} times in a window that ends at a time. */
  void addCount(long key, long windowEndMillis, long count) {
    sum.add((31 * windowEndMillis + key + 1) * ODD * count);
  }

  /** Adds that the state of {@code key} became {@code count}. */
  void addState(long key, long count) {
    sum.add((key + 1) * ODD ^ count);
  }

  void requireEqualTo(Checksum expected) {
    if (sum.sum() != expected.sum.sum()) {
      throw new IllegalStateException(
          "the checksum of the results is %d, not %d as it must be"
              .formatted(sum.sum(), expected.sum.sum()));
    }
  }

  private void addToWindows(Load load, long key, long timestampMillis) {
    long periodMillis = load.periodSeconds() * MILLIS_PER_SECOND;
    long firstEndMillis = (timestampMillis / periodMillis + 1) * periodMillis;
    for (int window = 0; window < load.windows(); window++) {
      addCount(key, firstEndMillis + window * periodMillis, 1);
    }
  }

  /** Adds what comes out of a window. */
  static final class AddCount extends DoFn<KV<Long, Long>, Void> {

    @ProcessElement
    public void process(@Element KV<Long, Long> counted, BoundedWindow window) {
      OF_THIS_PROCESS.addCount(
          counted.getKey(), window.maxTimestamp().getMillis() + 1, counted.getValue());
    }
  }

  /** Counts the events of each key for good. */
  static final class CountInState extends DoFn<KV<Long, Long>, Void> {

    private static final String COUNT = "count";

    @StateId(COUNT)
    @SuppressWarnings("UnusedVariable") // Beam reads it
    private final StateSpec<ValueState<Long>> countSpec = StateSpecs.value(VarLongCoder.of());

    @ProcessElement
    public void process(@Element KV<Long, Long> event, @StateId(COUNT) ValueState<Long> state) {
      Long before = state.read();
      long count = before == null ? 1 : before + 1;
      state.write(count);
      OF_THIS_PROCESS.addState(event.getKey(), count);
    }
  }
}
