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
final class GroupedByShare<K, T>
    extends PTransform<PCollection<KV<K, T>>, PCollection<KV<K, Iterable<T>>>> {

  private static final long serialVersionUID = 1L;

  private final GroupByKey<K, T> grouping;
  private final int most;

  /**
   * A grouping like {@code grouping}.
   *
   * @param most the number of shards of a destination that has all of the elements
   */
  GroupedByShare(GroupByKey<K, T> grouping, int most) {
    this.grouping = grouping;
    this.most = most;
  }

  @Override
  public PCollection<KV<K, Iterable<T>>> expand(PCollection<KV<K, T>> elements) {
    return elements
        .apply("ByShare", ParDo.of(new ByShareFn<K, T>(most)))
        .setCoder(elements.getCoder())
        .apply("Group", grouping);
  }

  /** Maps the shards of a destination to the first of them, as many as its share is worth. */
  static final class ByShareFn<K, T> extends DoFn<KV<K, T>, KV<K, T>> {

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
    public void process(@Element KV<K, T> element, OutputReceiver<KV<K, T>> out) {
      K key = inShare(element.getKey());
      out.output(key == element.getKey() ? element : KV.of(key, element.getValue()));
    }

    /** The key of a destination and shard; Beam's writes use a class that it has deprecated. */
    @SuppressWarnings({"deprecation", "unchecked"})
    private K inShare(K key) {
      ShardedKey<Integer> sharded = (ShardedKey<Integer>) key;
      int shards = requireNonNull(shares, "set up").next(sharded.getKey());
      return sharded.getShardNumber() < shards
          ? key
          : (K) ShardedKey.of(sharded.getKey(), sharded.getShardNumber() % shards);
    }
  }
}
