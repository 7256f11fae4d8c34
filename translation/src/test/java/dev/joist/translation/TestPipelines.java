// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation;

import java.util.List;
import org.apache.beam.model.pipeline.v1.RunnerApi;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.options.ExperimentalOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Impulse;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.resourcehints.ResourceHints;
import org.apache.beam.sdk.util.construction.PipelineTranslation;
import org.apache.beam.sdk.util.construction.SdkComponents;
import org.apache.beam.sdk.util.construction.SplittableParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;

/** Makes pipelines with the Java SDK and plans them the way the runner does. */
public final class TestPipelines {

  private TestPipelines() {}

  /** A pipeline that no runner belongs to. */
  public static Pipeline create() {
    return Pipeline.forTransformHierarchy(
        new TransformHierarchy(ResourceHints.create()), PipelineOptionsFactory.create());
  }

  /** The proto of {@code pipeline}, with its reads as primitives. */
  public static RunnerApi.Pipeline toProto(Pipeline pipeline) {
    SplittableParDo.convertReadBasedSplittableDoFnsToPrimitiveReads(pipeline);
    SdkComponents components = SdkComponents.create();
    components.registerEnvironment(
        RunnerApi.Environment.newBuilder().setUrn("beam:env:embedded:v1").build());
    return PipelineTranslation.toProto(pipeline, components, false);
  }

  /** The plans of {@code proto} at parallelism 2. */
  public static Plans plan(RunnerApi.Pipeline proto) {
    return plan(proto, PipelineOptionsFactory.create());
  }

  private static Plans plan(RunnerApi.Pipeline proto, PipelineOptions options) {
    return Planner.plan(proto, new PlannerOptions(options, 2, 128, false));
  }

  /** The plans of {@code pipeline} at parallelism 2 and under {@code options}. */
  public static Plans plan(Pipeline pipeline, PipelineOptions options) {
    return plan(toProto(pipeline), options);
  }

  /** The plans of {@code pipeline} at parallelism 2, made with {@code experiments}. */
  public static Plans planWith(Pipeline pipeline, String... experiments) {
    PipelineOptions options = PipelineOptionsFactory.create();
    options.as(ExperimentalOptions.class).setExperiments(List.of(experiments));
    return plan(pipeline, options);
  }

  /** The plans of {@code pipeline} at parallelism 2. */
  public static Plans plan(Pipeline pipeline) {
    return plan(toProto(pipeline));
  }

  /** What explains the physical plan of {@code pipeline}, without its title. */
  public static String stages(Pipeline pipeline) {
    String text = plan(pipeline).explain(Plans.Format.TEXT);
    int title = text.indexOf("Physical plan:");
    return text.substring(text.indexOf('\n', title) + 1);
  }

  /** One string from one subtask, made of an Impulse. */
  public static PCollection<String> impulses(Pipeline pipeline, String name) {
    return pipeline
        .apply(name + "Impulse", Impulse.create())
        .apply(name, MapElements.into(TypeDescriptors.strings()).via(bytes -> name));
  }

  /** Strings from a source. */
  public static PCollection<String> strings(Pipeline pipeline, String name) {
    return pipeline.apply(name, Create.of("a", "b"));
  }

  /** Pairs of strings and numbers. */
  public static PCollection<KV<String, Long>> pairs(Pipeline pipeline, String name) {
    return pipeline.apply(
        name,
        Create.of(KV.of("a", 1L)).withCoder(KvCoder.of(StringUtf8Coder.of(), VarLongCoder.of())));
  }
}
