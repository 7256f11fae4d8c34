// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.FileBasedSink.FileResult;
import org.apache.beam.sdk.io.WriteFilesResult;
import org.apache.beam.sdk.runners.AppliedPTransform;
import org.apache.beam.sdk.runners.PTransformOverride;
import org.apache.beam.sdk.runners.PTransformOverrideFactory;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.util.construction.PTransformReplacements;
import org.apache.beam.sdk.util.construction.ReplacementOutputs;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.POutput;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Gives each file of a write without shards a name of its own, whatever bundles are like.
 *
 * <p>Beam numbers the files of such a write when it moves them to where they belong, and begins
 * anew in each bundle of results. If the results of one window are in several bundles, several
 * files have the same name and only the last of them stays. Here a window of bounded input has all
 * of its results in one element. With automatic sharding of unbounded input, they are grouped
 * already, but a window may fire several times: its files are named by the pane in which they are
 * numbered.
 */
final class GatheredWrites {

  private static final String GATHER = "org.apache.beam.sdk.io.WriteFiles$GatherResults";
  private static final String FINALIZE =
      "org.apache.beam.sdk.io.WriteFiles$FinalizeTempFileBundles";

  private GatheredWrites() {}

  static void rewrite(Pipeline pipeline) {
    List<PTransformOverride> overrides = new ArrayList<>();
    for (FileWrites.Found found : FileWrites.withoutShards(pipeline)) {
      if (found.isUnbounded() && !found.hasPart(NamedByFirings.class)) {
        overrides.add(PTransformOverride.of(found.partMatcher(FINALIZE), new Naming<>()));
      } else if (!found.isUnbounded()
          && found.write().getWindowedWrites()
          && !found.hasPart(GatheredResults.class)) {
        overrides.add(PTransformOverride.of(found.partMatcher(GATHER), new Gathering<>()));
      }
    }
    pipeline.replaceAll(overrides);
  }

  /** Puts {@link GatheredResults} in the place of Beam's. */
  private static final class Gathering<DestinationT>
      extends Replacing<FileResult<DestinationT>, PCollection<List<FileResult<DestinationT>>>> {
    @Override
    PTransform<PCollection<FileResult<DestinationT>>, PCollection<List<FileResult<DestinationT>>>>
        replacement(
            PTransform<
                    PCollection<FileResult<DestinationT>>,
                    PCollection<List<FileResult<DestinationT>>>>
                original) {
      return new GatheredResults<>();
    }
  }

  /** Puts {@link NamedByFirings} around Beam's last step. */
  private static final class Naming<DestinationT>
      extends Replacing<List<FileResult<DestinationT>>, WriteFilesResult<DestinationT>> {
    @Override
    PTransform<PCollection<List<FileResult<DestinationT>>>, WriteFilesResult<DestinationT>>
        replacement(
            PTransform<PCollection<List<FileResult<DestinationT>>>, WriteFilesResult<DestinationT>>
                original) {
      return new NamedByFirings<>(original);
    }
  }

  private abstract static class Replacing<InputT, OutputT extends POutput>
      implements PTransformOverrideFactory<
          PCollection<InputT>, OutputT, PTransform<PCollection<InputT>, OutputT>> {

    abstract PTransform<PCollection<InputT>, OutputT> replacement(
        PTransform<PCollection<InputT>, OutputT> original);

    @Override
    public PTransformReplacement<PCollection<InputT>, OutputT> getReplacementTransform(
        AppliedPTransform<PCollection<InputT>, OutputT, PTransform<PCollection<InputT>, OutputT>>
            applied) {
      return PTransformReplacement.of(
          PTransformReplacements.getSingletonMainInput(applied),
          replacement(applied.getTransform()));
    }

    @Override
    public Map<PCollection<?>, ReplacementOutput> mapOutputs(
        Map<TupleTag<?>, PCollection<?>> outputs, OutputT newOutput) {
      return ReplacementOutputs.singleton(outputs, newOutput);
    }
  }
}
