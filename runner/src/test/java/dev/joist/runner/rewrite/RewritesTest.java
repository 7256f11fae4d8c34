// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.rewrite;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.runner.JoistRunner;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.Pipeline.PipelineVisitor;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.io.FileIO;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.io.TextIO;
import org.apache.beam.sdk.io.WriteFiles;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.runners.TransformHierarchy.Node;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.errorhandling.BadRecord;
import org.apache.beam.sdk.transforms.errorhandling.ErrorHandler.BadRecordErrorHandler;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.util.construction.PTransformTranslation;
import org.apache.beam.sdk.values.PCollection;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;

class RewritesTest {

  private static final int PARALLELISM = 3;

  private final Pipeline pipeline = Pipeline.create(options());

  @Test
  void areNamedInTheOrderInWhichTheyAreApplied() {
    assertThat(Rewrites.names())
        .containsExactly(
            "projection pushdown",
            "shards of unbounded writes",
            "files of bounded writes",
            "names of written files",
            "shards of destinations",
            "primitive reads",
            "unconsumed reads");
  }

  @Test
  void readsBecomePrimitivesUnderTheirNames() {
    pipeline.apply("MyRead", GenerateSequence.from(0).to(10));

    rewrite();

    assertThat(urn("MyRead/Read(BoundedCountingSource)")).isEqualTo("beam:transform:read:v1");
  }

  @Test
  void readsStaySplittableWhereTheUserAsksForIt() {
    PipelineOptions options = options("--experiments=use_sdf_read");
    Pipeline splittable = Pipeline.create(options);
    splittable.apply("MyRead", GenerateSequence.from(0).to(10));

    Rewrites.applyAll(splittable, new Rewrites.Context(options, PARALLELISM, false));

    assertThat(transforms(splittable))
        .containsKey("MyRead/Read(BoundedCountingSource)/ParDo(BoundedSourceAsSDFWrapper)");
  }

  @Test
  void aReadThatNobodyConsumesGetsAConsumerOnce() {
    pipeline.apply("MyRead", GenerateSequence.from(0).to(10));

    rewrite();
    rewrite();

    assertThat(transforms(pipeline).keySet())
        .filteredOn(name -> name.endsWith("DropInputs"))
        .containsExactly("MyRead/DropInputs");
  }

  @Test
  void writesOfUnboundedDataGetTwiceTheParallelismAsShards() {
    unboundedLines().apply("MyWrite", TextIO.write().to("x").withWindowedWrites());

    rewrite();
    rewrite();

    assertThat(writeOf("MyWrite/WriteFiles/WriteFiles").getNumShardsProvider())
        .isNotNull()
        .satisfies(shards -> assertThat(shards.get()).isEqualTo(2 * PARALLELISM));
  }

  @Test
  void writesOfUnboundedDataGetThreeShardsAtTheLeast() {
    unboundedLines().apply("MyWrite", TextIO.write().to("x").withWindowedWrites());

    Rewrites.applyAll(pipeline, new Rewrites.Context(pipeline.getOptions(), 1, true));

    assertThat(writeOf("MyWrite/WriteFiles/WriteFiles").getNumShardsProvider())
        .isNotNull()
        .satisfies(shards -> assertThat(shards.get()).isEqualTo(3));
  }

  @Test
  void linesOfBoundedDataAreGroupedInAStreamingJobBeforeTheyAreWritten() {
    pipeline.apply(Create.of("a")).apply("MyWrite", TextIO.write().to("x"));

    rewrite();
    rewrite();

    assertThat(writeOf("MyWrite/WriteFiles").getNumShardsProvider()).isNull();
    assertThat(transforms(pipeline).keySet())
        .filteredOn(name -> name.endsWith("WriteUnshardedBundles/Group"))
        .containsExactly(
            "MyWrite/WriteFiles/WriteUnshardedBundlesToTempFiles/WriteUnshardedBundles/Group");
  }

  @Test
  void aNumberOfShardsThatTheUserChoseIsKept() {
    unboundedLines().apply("MyWrite", TextIO.write().to("x").withWindowedWrites().withNumShards(7));

    rewrite();

    assertThat(writeOf("MyWrite/WriteFiles").getNumShardsProvider())
        .isNotNull()
        .satisfies(shards -> assertThat(shards.get()).isEqualTo(7));
  }

  @Test
  void automaticShardingOfUnboundedDataIsKept() {
    unboundedLines()
        .apply("MyWrite", TextIO.write().to("x").withWindowedWrites().withAutoSharding());

    rewrite();
    rewrite();

    assertThat(writeOf("MyWrite/WriteFiles").getNumShardsProvider()).isNull();
  }

  @Test
  void writesWithAnErrorHandlerGetShardsToo() {
    BadRecordErrorHandler<PCollection<BadRecord>> handler =
        pipeline.registerBadRecordErrorHandler(new Identity());
    unboundedLines()
        .apply(
            "MyWrite",
            FileIO.<String>write().via(TextIO.sink()).to("x").withBadRecordErrorHandler(handler));
    handler.close();

    rewrite();
    rewrite();

    assertThat(writeOf("MyWrite/WriteFiles/WriteFiles").getNumShardsProvider()).isNotNull();
  }

  private static final class Identity
      extends PTransform<PCollection<BadRecord>, PCollection<BadRecord>> {
    @Override
    public PCollection<BadRecord> expand(PCollection<BadRecord> input) {
      return input;
    }
  }

  @Test
  void writesOfABoundedJobAreLeftToTheirBundles() {
    pipeline
        .apply(Create.of("a"))
        .apply("MyWrite", FileIO.<String>write().via(TextIO.sink()).to("x"));

    Rewrites.applyAll(pipeline, new Rewrites.Context(pipeline.getOptions(), PARALLELISM, false));

    assertThat(writeOf("MyWrite/WriteFiles").getNumShardsProvider()).isNull();
  }

  private static PipelineOptions options(String... args) {
    PipelineOptions options = PipelineOptionsFactory.fromArgs(args).create();
    options.setRunner(JoistRunner.class);
    return options;
  }

  private PCollection<String> unboundedLines() {
    return pipeline
        .apply(TestStream.create(StringUtf8Coder.of()).advanceWatermarkToInfinity())
        .apply(Window.into(FixedWindows.of(Duration.standardMinutes(1))));
  }

  private void rewrite() {
    Rewrites.applyAll(pipeline, new Rewrites.Context(pipeline.getOptions(), PARALLELISM, true));
  }

  private WriteFiles<?, ?, ?> writeOf(String name) {
    return (WriteFiles<?, ?, ?>) transform(name);
  }

  private String urn(String name) {
    return PTransformTranslation.urnForTransform(transform(name));
  }

  private PTransform<?, ?> transform(String name) {
    return requireNonNull(transforms(pipeline).get(name), name);
  }

  private static Map<String, PTransform<?, ?>> transforms(Pipeline pipeline) {
    Map<String, PTransform<?, ?>> found = new TreeMap<>();
    pipeline.traverseTopologically(
        new PipelineVisitor.Defaults() {
          @Override
          public CompositeBehavior enterCompositeTransform(Node node) {
            visitPrimitiveTransform(node);
            return CompositeBehavior.ENTER_TRANSFORM;
          }

          @Override
          public void visitPrimitiveTransform(Node node) {
            if (!node.isRootNode()) {
              found.put(node.getFullName(), node.getTransform());
            }
          }
        });
    return found;
  }
}
