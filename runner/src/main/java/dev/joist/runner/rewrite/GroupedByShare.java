// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.rewrite;

import static java.util.Objects.requireNonNull;

import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.ShardedKey;
import org.jspecify.annotations.Nullable;

/** A grouping by destination and shard, in which destinations with few elements have few shards. */
final class GroupedByShare<T>
    extends PTransform<
        PCollection<KV<ShardedKey<Integer>, T>>,
        PCollection<KV<ShardedKey<Integer>, Iterable<T>>>> {

  private static final long serialVersionUID = 1L;

  private final GroupByKey<ShardedKey<Integer>, T> grouping;
  private final int most;

  /**
   * A grouping like {@code grouping}.
   *
   * @param most the number of shards of a destination that has all of the elements
   */
  GroupedByShare(GroupByKey<ShardedKey<Integer>, T> grouping, int most) {
    this.grouping = grouping;
    this.most = most;
  }

  @Override
  public PCollection<KV<ShardedKey<Integer>, Iterable<T>>> expand(
      PCollection<KV<ShardedKey<Integer>, T>> elements) {
    return elements
        .apply("ByShare", ParDo.of(new ByShareFn<>(most)))
        .setCoder(elements.getCoder())
        .apply("Group", grouping);
  }

  /** Maps the shards of a destination to the first of them, as many as its share is worth. */
  static final class ByShareFn<T>
      extends DoFn<KV<ShardedKey<Integer>, T>, KV<ShardedKey<Integer>, T>> {

    private static final long serialVersionUID = 1L;

    private final int most;
    private transient @Nullable DestinationShares shares;

    ByShareFn(int most) {
      this.most = most;
    }

    @Setup
    public void setup() {
      shares = new DestinationShares(most);
    }

    @ProcessElement
    public void process(
        @Element KV<ShardedKey<Integer>, T> element,
        OutputReceiver<KV<ShardedKey<Integer>, T>> out) {
      ShardedKey<Integer> key = element.getKey();
      int shards = requireNonNull(shares, "set up").next(key.getKey());
      out.output(
          key.getShardNumber() < shards
              ? element
              : KV.of(
                  ShardedKey.of(key.getKey(), key.getShardNumber() % shards), element.getValue()));
    }
  }
}
