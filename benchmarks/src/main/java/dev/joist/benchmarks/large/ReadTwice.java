// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.large;

import java.nio.ByteBuffer;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** Reads every group twice, and counts what it reads. */
final class ReadTwice extends DoFn<KV<Long, Iterable<byte[]>>, Void> {

  static final String GROUPS = "groups";
  static final String VALUES = "values";
  static final String SUM = "sum";

  private static final long serialVersionUID = 1L;

  private final Counter groups = Metrics.counter(ReadTwice.class, GROUPS);
  private final Counter values = Metrics.counter(ReadTwice.class, VALUES);
  private final Counter sum = Metrics.counter(ReadTwice.class, SUM);

  @ProcessElement
  public void process(@Element KV<Long, Iterable<byte[]>> group) {
    groups.inc();
    read(group.getValue(), values, sum);
    read(group.getValue(), values, sum);
  }

  /** The number that a value begins and ends with. */
  static long number(byte[] value) {
    long begin = ByteBuffer.wrap(value).getLong();
    long end = ByteBuffer.wrap(value).getLong(value.length - Long.BYTES);
    if (begin != end) {
      throw new IllegalStateException(
          "a value of %d bytes begins with %d and ends with %d"
              .formatted(value.length, begin, end));
    }
    return begin;
  }

  /** Reads a group once. */
  static void read(Iterable<byte[]> group, Counter values, Counter sum) {
    long count = 0;
    long numbers = 0;
    for (byte[] value : group) {
      count++;
      numbers += number(value);
    }
    values.inc(count);
    sum.inc(numbers);
  }
}
