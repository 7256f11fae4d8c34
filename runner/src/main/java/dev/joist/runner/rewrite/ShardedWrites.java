// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.rewrite;

import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.WriteFiles;
import org.apache.beam.sdk.io.WriteFilesResult;
import org.apache.beam.sdk.runners.AppliedPTransform;
import org.apache.beam.sdk.runners.PTransformOverride;
import org.apache.beam.sdk.runners.PTransformOverrideFactory;
import org.apache.beam.sdk.transforms.errorhandling.ErrorHandler;
import org.apache.beam.sdk.util.construction.PTransformReplacements;
import org.apache.beam.sdk.util.construction.ReplacementOutputs;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollection.IsBounded;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Gives file writes of unbounded data a number of shards where the user leaves it to the runner.
 *
 * <p>Without one such a write makes a file of each small batch. Twice the parallelism keeps every
 * subtask busy, as on Flink's runner; there are three at least, as on DirectRunner, so that what
 * reads the files has something to share out. A write that asks for automatic sharding keeps it.
 * Writes of bounded data stay as they are: one file of each bundle, and a subtask of a bounded job
 * has one bundle. So do writes that hand bad records to an error handler of the user's: it was
 * closed when the pipeline was built, and takes no collection of a second expansion.
 */
final class ShardedWrites {

  private static final int SHARDS_PER_SUBTASK = 2;
  private static final int LEAST_SHARDS = 3;

  private ShardedWrites() {}

  static void rewrite(Pipeline pipeline, Rewrites.Context context) {
    int shards = Math.max(LEAST_SHARDS, SHARDS_PER_SUBTASK * context.parallelism());
    pipeline.replaceAll(
        List.of(PTransformOverride.of(ShardedWrites::isToShard, new Factory<>(shards))));
  }

  private static boolean isToShard(AppliedPTransform<?, ?, ?> applied) {
    return applied.getTransform() instanceof WriteFiles<?, ?, ?> write
        && write.getNumShardsProvider() == null
        && write.getComputeNumShards() == null
        && !write.getWithAutoSharding()
        && write.getBadRecordErrorHandler() instanceof ErrorHandler.DefaultErrorHandler
        && applied.getMainInputs().values().stream().anyMatch(ShardedWrites::isUnbounded);
  }

  private static boolean isUnbounded(PValue input) {
    return input instanceof PCollection<?> collection
        && collection.isBounded() == IsBounded.UNBOUNDED;
  }

  private static final class Factory<UserT, DestinationT, OutputT>
      implements PTransformOverrideFactory<
          PCollection<UserT>,
          WriteFilesResult<DestinationT>,
          WriteFiles<UserT, DestinationT, OutputT>> {

    private final int shards;

    Factory(int shards) {
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
          applied.getTransform().withNumShards(shards));
    }

    @Override
    public Map<PCollection<?>, ReplacementOutput> mapOutputs(
        Map<TupleTag<?>, PCollection<?>> outputs, WriteFilesResult<DestinationT> newOutput) {
      return ReplacementOutputs.tagged(outputs, newOutput);
    }
  }
}
