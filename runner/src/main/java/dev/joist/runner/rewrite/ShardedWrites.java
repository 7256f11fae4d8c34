// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.rewrite;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.WriteFiles;
import org.apache.beam.sdk.io.WriteFilesResult;
import org.apache.beam.sdk.runners.AppliedPTransform;
import org.apache.beam.sdk.runners.PTransformOverride;
import org.apache.beam.sdk.runners.PTransformOverrideFactory;
import org.apache.beam.sdk.util.construction.PTransformReplacements;
import org.apache.beam.sdk.util.construction.ReplacementOutputs;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TaggedPValue;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Gives file writes of unbounded data a number of shards where the user leaves it to the runner.
 *
 * <p>Without one such a write makes a file of each small batch. Twice the parallelism keeps every
 * subtask busy, as on Flink's runner; the minimum is three, as on DirectRunner, so that a program
 * that reads the files can share them out. A write that asks for automatic sharding keeps it.
 */
final class ShardedWrites {

  private static final int SHARDS_PER_SUBTASK = 2;
  private static final int LEAST_SHARDS = 3;

  private ShardedWrites() {}

  static void rewrite(Pipeline pipeline, Rewrites.Context context) {
    int shards = shards(context);
    pipeline.replaceAll(
        FileWrites.withoutShards(pipeline).stream()
            .filter(found -> found.isUnbounded() && !found.write().getWithAutoSharding())
            .map(found -> override(found, shards))
            .toList());
  }

  /** How many shards keep every subtask of a job busy. */
  static int shards(Rewrites.Context context) {
    return Math.max(LEAST_SHARDS, SHARDS_PER_SUBTASK * context.parallelism());
  }

  private static PTransformOverride override(FileWrites.Found found, int shards) {
    return PTransformOverride.of(found.matcher(), new Factory<>(found.badRecords(), shards));
  }

  private static final class Factory<UserT, DestinationT, OutputT>
      implements PTransformOverrideFactory<
          PCollection<UserT>,
          WriteFilesResult<DestinationT>,
          WriteFiles<UserT, DestinationT, OutputT>> {

    private final List<PCollection<?>> badRecords;
    private final int shards;
    private final RecordedErrors errors = new RecordedErrors();

    Factory(List<PCollection<?>> badRecords, int shards) {
      this.badRecords = badRecords;
      this.shards = shards;
    }

    @Override
    public PTransformReplacement<PCollection<UserT>, WriteFilesResult<DestinationT>>
        getReplacementTransform(
            AppliedPTransform<
                    PCollection<UserT>,
                    WriteFilesResult<DestinationT>,
                    WriteFiles<UserT, DestinationT, OutputT>>
                applied) {
      return PTransformReplacement.of(
          PTransformReplacements.getSingletonMainInput(applied),
          new ShardedWrite<>(applied.getTransform(), shards, errors, badRecords.size()));
    }

    @Override
    public Map<PCollection<?>, ReplacementOutput> mapOutputs(
        Map<TupleTag<?>, PCollection<?>> outputs, WriteFilesResult<DestinationT> newOutput) {
      Map<PCollection<?>, ReplacementOutput> mapped =
          new HashMap<>(ReplacementOutputs.tagged(outputs, newOutput));
      for (int i = 0; i < badRecords.size(); i++) {
        PCollection<?> replacement = errors.collections().get(i);
        mapped.put(
            replacement,
            ReplacementOutput.of(
                TaggedPValue.ofExpandedValue(badRecords.get(i)),
                TaggedPValue.ofExpandedValue(replacement)));
      }
      return mapped;
    }
  }
}
