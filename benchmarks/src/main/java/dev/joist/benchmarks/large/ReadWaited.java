// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.large;

import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionView;

/** Counts values, each of which has to see how many they are. */
final class ReadWaited extends DoFn<KV<Long, byte[]>, Void> {

  private static final long serialVersionUID = 1L;

  private final PCollectionView<Long> all;
  private final long count;
  private final Counter values = Metrics.counter(ReadTwice.class, ReadTwice.VALUES);
  private final Counter sum = Metrics.counter(ReadTwice.class, ReadTwice.SUM);

  /**
   * A reader of values.
   *
   * @param all how many they are
   * @param count how many they should be
   */
  ReadWaited(PCollectionView<Long> all, long count) {
    this.all = all;
    this.count = count;
  }

  @ProcessElement
  public void process(@Element KV<Long, byte[]> pair, ProcessContext context) {
    if (context.sideInput(all) != count) {
      throw new IllegalStateException(
          "%d values were counted, not %d".formatted(context.sideInput(all), count));
    }
    values.inc();
    sum.inc(ReadTwice.number(pair.getValue()));
  }
}
