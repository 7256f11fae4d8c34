// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.joist.execution.JoistException;
import dev.joist.translation.Functions.Copy;
import dev.joist.translation.Functions.CountInState;
import dev.joist.translation.TestPipelines;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.beam.model.pipeline.v1.RunnerApi;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.DoubleCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.transforms.windowing.Sessions;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.util.construction.SdkComponents;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;

/** What is refused before anything runs, and in which words. */
class RefusalTest {

  private static final String DOCS = " (docs/translation.md, \"What is refused\")";

  private final Pipeline pipeline = TestPipelines.create();

  @Test
  void allProblemsAreToldTogetherInTheOrderOfNames() {
    var sessions = Window.<KV<String, Long>>into(Sessions.withGapDuration(Duration.millis(1)));
    PCollection<KV<String, Long>> merging =
        TestPipelines.pairs(pipeline, "Pairs").apply("Sessions", sessions);
    merging.apply("Z", ParDo.of(new CountInState()));
    merging.apply("A", ParDo.of(new CountInState()));

    assertThat(refusal().lines().map(line -> line.replaceAll(":.*", ":")))
        .containsExactly(
            "2 problems keep this pipeline from running:",
            "  A/ParMultiDo(CountInState):",
            "  Z/ParMultiDo(CountInState):");
  }

  @Test
  void aPrimitiveTransformThatNobodyKnows() {
    TestPipelines.pairs(pipeline, "Pairs").apply("Group", GroupByKey.create());
    String proto = "beam:transform:group_by_key:v1";

    assertThat(refusal(replaceUrn(proto, "example:transform:mystery:v1")))
        .isEqualTo(
            "Group: the primitive transform example:transform:mystery:v1 is not supported; use one"
                + " that the SDK expands into transforms that Joist runs"
                + DOCS);
  }

  @Test
  void aFunctionOfAnotherLanguage() {
    TestPipelines.impulses(pipeline, "In").apply("Copy", ParDo.of(new Copy<>()));
    RunnerApi.Pipeline proto = TestPipelines.toProto(pipeline);
    RunnerApi.Pipeline.Builder changed = proto.toBuilder();
    proto
        .getComponents()
        .getTransformsMap()
        .forEach(
            (id, transform) -> {
              if (transform.getUniqueName().equals("Copy/ParMultiDo(Copy)")) {
                changed.getComponentsBuilder().putTransforms(id, inPython(transform));
              }
            });

    assertThat(refusal(changed.build()))
        .isEqualTo(
            "Copy/ParMultiDo(Copy): a ParDo whose function is beam:dofn:pickled_python:v1 is not"
                + " supported; only Java's functions (beam:dofn:javasdk:0.1) run"
                + DOCS);
  }

  @Test
  void aRequirementThatNobodyKnows() {
    RunnerApi.Pipeline proto =
        TestPipelines.toProto(pipeline).toBuilder().addRequirements("example:new:v1").build();

    assertThat(refusal(proto))
        .isEqualTo(
            "the pipeline: the requirement example:new:v1 is not supported; leave out what asks for"
                + " it"
                + DOCS);
  }

  @Test
  void stateInWindowsThatMerge() {
    TestPipelines.pairs(pipeline, "Pairs")
        .apply("Sessions", Window.into(Sessions.withGapDuration(Duration.standardMinutes(1))))
        .apply("Count", ParDo.of(new CountInState()));

    assertThat(refusal())
        .startsWith("Count/ParMultiDo(CountInState): ")
        .contains("MergingWindowFn is not supported for stateful DoFns, WindowFn is: ");
  }

  @Test
  void keysWhoseEncodingIsNotDeterministic() {
    TestPipelines.pairs(pipeline, "Pairs").apply("Group", GroupByKey.create());
    TestPipelines.pairs(pipeline, "Others").apply("Sum", Sum.longsPerKey());
    TestPipelines.pairs(pipeline, "More").apply("Count", ParDo.of(new CountInState()));

    JoistException thrown = thrownFor(withDoubleKeys(TestPipelines.toProto(pipeline)));

    assertThat(thrown.kind()).isEqualTo(JoistException.Kind.CONFIGURATION);
    assertThat(thrown).hasCauseInstanceOf(Coder.NonDeterministicException.class);
    String reason =
        " must be deterministic: DoubleCoder is not deterministic because: Floating point encodings"
            + " are not guaranteed to be deterministic. Set another with setCoder";
    assertThat(String.valueOf(thrown.getMessage()).lines().skip(1))
        .containsExactly(
            "  Count/ParMultiDo(CountInState): the key coder of a ParDo with state, timers or"
                + " sorted input"
                + reason,
            "  Group: the key coder of a GroupByKey" + reason,
            "  Sum: the key coder of a Combine.perKey" + reason);
  }

  private RunnerApi.Pipeline replaceUrn(String urn, String other) {
    RunnerApi.Pipeline proto = TestPipelines.toProto(pipeline);
    RunnerApi.Pipeline.Builder changed = proto.toBuilder();
    proto
        .getComponents()
        .getTransformsMap()
        .forEach(
            (id, transform) -> {
              if (transform.getSpec().getUrn().equals(urn)) {
                RunnerApi.PTransform.Builder builder = transform.toBuilder();
                builder.getSpecBuilder().setUrn(other);
                changed.getComponentsBuilder().putTransforms(id, builder.build());
              }
            });
    return changed.build();
  }

  private static RunnerApi.PTransform inPython(RunnerApi.PTransform transform) {
    RunnerApi.ParDoPayload payload =
        RunnerApi.ParDoPayload.newBuilder()
            .setDoFn(RunnerApi.FunctionSpec.newBuilder().setUrn("beam:dofn:pickled_python:v1"))
            .build();
    RunnerApi.PTransform.Builder builder = transform.toBuilder();
    builder.getSpecBuilder().setPayload(payload.toByteString());
    return builder.build();
  }

  /** The same pipeline with the coder of all pairs replaced by one with keys of type double. */
  private static RunnerApi.Pipeline withDoubleKeys(RunnerApi.Pipeline proto) {
    RunnerApi.Components doubles = doublePairs();
    RunnerApi.Pipeline.Builder changed = proto.toBuilder();
    RunnerApi.Components.Builder components = changed.getComponentsBuilder();
    doubles.getCodersMap().forEach((id, coder) -> components.putCoders("double" + id, coder));
    doubles
        .getCodersMap()
        .forEach(
            (id, coder) -> {
              if (coder.getSpec().getUrn().equals("beam:coder:kv:v1")) {
                components.putCoders("double" + id, prefixed(coder));
                replacePairs(components, proto.getComponents(), "double" + id);
              }
            });
    return changed.build();
  }

  private static RunnerApi.Coder prefixed(RunnerApi.Coder coder) {
    RunnerApi.Coder.Builder prefixed = coder.toBuilder().clearComponentCoderIds();
    coder.getComponentCoderIdsList().forEach(id -> prefixed.addComponentCoderIds("double" + id));
    return prefixed.build();
  }

  private static void replacePairs(
      RunnerApi.Components.Builder components, RunnerApi.Components original, String coderId) {
    original
        .getPcollectionsMap()
        .forEach(
            (id, collection) -> {
              if (original
                  .getCodersOrThrow(collection.getCoderId())
                  .getSpec()
                  .getUrn()
                  .equals("beam:coder:kv:v1")) {
                components.putPcollections(id, collection.toBuilder().setCoderId(coderId).build());
              }
            });
  }

  private static RunnerApi.Components doublePairs() {
    try {
      SdkComponents components = SdkComponents.create();
      components.registerCoder(KvCoder.of(DoubleCoder.of(), VarLongCoder.of()));
      return components.toComponents();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String refusal() {
    return refusal(TestPipelines.toProto(pipeline));
  }

  private static String refusal(RunnerApi.Pipeline proto) {
    JoistException thrown = thrownFor(proto);
    assertThat(thrown.kind()).isEqualTo(JoistException.Kind.UNSUPPORTED);
    return String.valueOf(thrown.getMessage());
  }

  private static JoistException thrownFor(RunnerApi.Pipeline proto) {
    return catchThrowableOfType(JoistException.class, () -> TestPipelines.plan(proto));
  }
}
