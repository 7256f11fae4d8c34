// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.large;

import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;

/** Reads both sides of every joined group twice, and counts what it reads. */
final class ReadJoinTwice extends DoFn<KV<Long, CoGbkResult>, Void> {

  private static final long serialVersionUID = 1L;

  private final TupleTag<byte[]> left;
  private final TupleTag<byte[]> right;
  private final Counter groups = Metrics.counter(ReadTwice.class, ReadTwice.GROUPS);
  private final Counter values = Metrics.counter(ReadTwice.class, ReadTwice.VALUES);
  private final Counter sum = Metrics.counter(ReadTwice.class, ReadTwice.SUM);

  ReadJoinTwice(TupleTag<byte[]> left, TupleTag<byte[]> right) {
    this.left = left;
    this.right = right;
  }

  @ProcessElement
  public void process(@Element KV<Long, CoGbkResult> group) {
    groups.inc();
    for (int times = 0; times < 2; times++) {
      ReadTwice.read(group.getValue().getAll(left), values, sum);
      ReadTwice.read(group.getValue().getAll(right), values, sum);
    }
  }
}
