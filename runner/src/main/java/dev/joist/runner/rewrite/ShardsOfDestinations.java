// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.runners.AppliedPTransform;
import org.apache.beam.sdk.runners.PTransformOverride;
import org.apache.beam.sdk.runners.PTransformOverrideFactory;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.util.construction.PTransformReplacements;
import org.apache.beam.sdk.util.construction.ReplacementOutputs;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Lets writes to many destinations make few files for each.
 *
 * <p>Beam deals the elements of each destination to all shards, or to ten where a bundle has more
 * destinations than it may have open files. With hundreds of destinations, that is thousands of
 * small files, and Beam's local file system takes a time that is quadratic in their number to move
 * them. Here a destination has as many shards as its share of the elements is worth.
 */
final class ShardsOfDestinations {

  private static final String SPILLED = "WriteUnshardedBundlesToTempFiles/GroupUnwritten";
  private static final String SHARDED = "WriteShardedBundlesToTempFiles/GroupIntoShards";

  private ShardsOfDestinations() {}

  static void rewrite(Pipeline pipeline, Rewrites.Context context) {
    int most = ShardedWrites.shards(context);
    List<PTransformOverride> overrides = new ArrayList<>();
    for (FileWrites.Found found : FileWrites.withoutShards(pipeline)) {
      if (!found.isUnbounded() && found.hasPart(SPILLED) && !found.hasPart(GroupedByShare.class)) {
        overrides.add(override(found, SPILLED, most));
      }
    }
    for (FileWrites.Found found : FileWrites.withShardsOfOurs(pipeline)) {
      if (!found.hasPart(GroupedByShare.class)) {
        overrides.add(override(found, SHARDED, most));
      }
    }
    pipeline.replaceAll(overrides);
  }

  private static PTransformOverride override(FileWrites.Found found, String step, int most) {
    return PTransformOverride.of(
        found.partMatcher(GroupByKey.class.getName(), step), new Factory<>(most));
  }

  private static final class Factory<K, T>
      implements PTransformOverrideFactory<
          PCollection<KV<K, T>>, PCollection<KV<K, Iterable<T>>>, GroupByKey<K, T>> {

    private final int most;

    Factory(int most) {
      this.most = most;
    }

    @Override
    public PTransformReplacement<PCollection<KV<K, T>>, PCollection<KV<K, Iterable<T>>>>
        getReplacementTransform(
            AppliedPTransform<
                    PCollection<KV<K, T>>, PCollection<KV<K, Iterable<T>>>, GroupByKey<K, T>>
                applied) {
      return PTransformReplacement.of(
          PTransformReplacements.getSingletonMainInput(applied),
          new GroupedByShare<>(applied.getTransform(), most));
    }

    @Override
    public Map<PCollection<?>, ReplacementOutput> mapOutputs(
        Map<TupleTag<?>, PCollection<?>> outputs, PCollection<KV<K, Iterable<T>>> newOutput) {
      return ReplacementOutputs.singleton(outputs, newOutput);
    }
  }
}
