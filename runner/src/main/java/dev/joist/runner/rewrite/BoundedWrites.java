// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.runners.AppliedPTransform;
import org.apache.beam.sdk.runners.PTransformOverride;
import org.apache.beam.sdk.runners.PTransformOverrideFactory;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.util.construction.PTransformReplacements;
import org.apache.beam.sdk.util.construction.ReplacementOutputs;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Lets writes of bounded data in a streaming job fill few files.
 *
 * <p>Such a write makes a file of each bundle, and bundles of a streaming job are small. Its lines
 * are first grouped into as many groups as a write of unbounded data has shards, and each group is
 * written in one bundle. The files are numbered as ever, so that an empty input still makes one
 * file or none.
 */
final class BoundedWrites {

  private static final String WRITE = "org.apache.beam.sdk.io.WriteFiles$WriteUnshardedTempFilesFn";

  private BoundedWrites() {}

  static void rewrite(Pipeline pipeline, Rewrites.Context context) {
    if (!context.streaming()) {
      return;
    }
    int groups = ShardedWrites.shards(context);
    List<PTransformOverride> overrides = new ArrayList<>();
    for (FileWrites.Found found : FileWrites.withoutShards(pipeline)) {
      if (!found.isUnbounded() && !found.hasPart(GroupedFirst.class)) {
        overrides.add(PTransformOverride.of(found.partMatcher(WRITE), new Factory<>(groups)));
      }
    }
    pipeline.replaceAll(overrides);
  }

  private static final class Factory<InputT, OutputT>
      implements PTransformOverrideFactory<
          PCollection<InputT>, PCollectionTuple, ParDo.MultiOutput<InputT, OutputT>> {

    private final int groups;

    Factory(int groups) {
      this.groups = groups;
    }

    @Override
    public PTransformReplacement<PCollection<InputT>, PCollectionTuple> getReplacementTransform(
        AppliedPTransform<PCollection<InputT>, PCollectionTuple, ParDo.MultiOutput<InputT, OutputT>>
            applied) {
      return PTransformReplacement.of(
          PTransformReplacements.getSingletonMainInput(applied),
          new GroupedFirst<>(applied.getTransform(), groups));
    }

    @Override
    public Map<PCollection<?>, ReplacementOutput> mapOutputs(
        Map<TupleTag<?>, PCollection<?>> outputs, PCollectionTuple newOutput) {
      return ReplacementOutputs.tagged(outputs, newOutput);
    }
  }
}
