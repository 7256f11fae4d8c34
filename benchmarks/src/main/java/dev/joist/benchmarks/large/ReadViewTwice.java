// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.large;

import java.util.Map;
import java.util.Random;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Reads a view of pairs twice from beginning to end for each element, then looks up random keys in
 * another, and counts what it reads.
 */
final class ReadViewTwice extends DoFn<Long, Void> {

  static final String FOUND = "found";
  static final String ABSENT = "absent";

  private static final long serialVersionUID = 1L;

  private final PCollectionView<Iterable<byte[]>> all;
  private final PCollectionView<Map<Long, Iterable<byte[]>>> byKey;
  private final long count;
  private final long lookups;
  private final Counter groups = Metrics.counter(ReadTwice.class, ReadTwice.GROUPS);
  private final Counter values = Metrics.counter(ReadTwice.class, ReadTwice.VALUES);
  private final Counter sum = Metrics.counter(ReadTwice.class, ReadTwice.SUM);
  private final Counter found = Metrics.counter(ReadTwice.class, FOUND);
  private final Counter absent = Metrics.counter(ReadTwice.class, ABSENT);

  /**
   * A reader of two views.
   *
   * @param all the values
   * @param byKey the same values, each by the number that it begins with
   * @param count the number that all of those are below
   * @param lookups how many keys are looked up for an element
   */
  ReadViewTwice(
      PCollectionView<Iterable<byte[]>> all,
      PCollectionView<Map<Long, Iterable<byte[]>>> byKey,
      long count,
      long lookups) {
    this.all = all;
    this.byKey = byKey;
    this.count = count;
    this.lookups = lookups;
  }

  @ProcessElement
  public void process(@Element Long seed, ProcessContext context) {
    groups.inc();
    ReadTwice.read(context.sideInput(all), values, sum);
    ReadTwice.read(context.sideInput(all), values, sum);
    Map<Long, Iterable<byte[]>> map = context.sideInput(byKey);
    Random random = new Random(seed);
    for (long lookup = 0; lookup < lookups; lookup++) {
      long key = (long) (random.nextDouble() * count);
      found.inc(map.containsKey(key) ? numberOfValues(map.get(key), key) : 0);
      absent.inc(map.get(count + key) == null ? 1 : 0);
    }
  }

  /** How many of the values of {@code key} begin with it; fails if any other is among them. */
  private static long numberOfValues(Iterable<byte[]> ofKey, long key) {
    long number = 0;
    for (byte[] value : ofKey) {
      if (ReadTwice.number(value) != key) {
        throw new IllegalStateException(
            "key %d has value %d".formatted(key, ReadTwice.number(value)));
      }
      number++;
    }
    return number;
  }
}
