// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.joist.execution.JoistException;
import dev.joist.translation.TestPipelines;
import java.util.function.Consumer;
import org.apache.beam.model.pipeline.v1.RunnerApi;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.vendor.grpc.v1p69p0.com.google.protobuf.ByteString;
import org.junit.jupiter.api.Test;

/** Each way in which a proto can contradict itself, told in one sentence. */
class MalformedProtoTest {

  /** Impulse, ParDo, GroupByKey. */
  private static RunnerApi.Pipeline wellFormed() {
    Pipeline pipeline = TestPipelines.create();
    TestPipelines.pairs(pipeline, "Pairs").apply("Group", GroupByKey.create());
    return TestPipelines.toProto(pipeline);
  }

  @Test
  void aRootThatIsNotThere() {
    RunnerApi.Pipeline broken = wellFormed().toBuilder().addRootTransformIds("nowhere").build();

    assertThat(problemOf(broken))
        .isEqualTo(
            "the pipeline: it has a part nowhere, which is not among the pipeline's transforms");
  }

  @Test
  void aPartThatIsNotThere() {
    String message =
        problemOf(transform("Pairs", transform -> transform.addSubtransforms("nowhere")));

    assertThat(message)
        .isEqualTo("Pairs: it has a part nowhere, which is not among the pipeline's transforms");
  }

  @Test
  void aTransformThatIsAPartOfItself() {
    String id = idOf(wellFormed(), "Pairs");

    String message = problemOf(transform("Pairs", transform -> transform.addSubtransforms(id)));

    assertThat(message)
        .isEqualTo("Pairs: it is a part of the pipeline and of Pairs; a transform has one parent");
  }

  @Test
  void twoTransformsOfOneName() {
    String group = idOf(wellFormed(), "Group");
    String impulse = idOf(wellFormed(), "Pairs/Impulse");

    String message =
        problemOf(transform("Group", transform -> transform.setUniqueName("Pairs/Impulse")));

    assertThat(message)
        .isEqualTo(
            "Pairs/Impulse: the transforms %s and %s both have this name, which must be unique"
                .formatted(impulse, group));
  }

  @Test
  void aTransformWithoutAName() {
    String id = idOf(wellFormed(), "Group");

    String message = problemOf(transform("Group", transform -> transform.setUniqueName("")));

    assertThat(message).isEqualTo("transform %s: it has no unique name".formatted(id));
  }

  @Test
  void aPCollectionThatNobodyMakes() {
    RunnerApi.Pipeline broken =
        transform(
            "Group",
            transform ->
                transform.putInputs(
                    transform.getInputsMap().keySet().iterator().next(), "nowhere"));

    assertThat(problemOf(broken))
        .startsWith("2 problems keep this pipeline from running:")
        .contains("Group: it reads the PCollection nowhere, which no transform makes")
        .contains("PCollection nowhere: transforms name it, but the pipeline does not describe it");
  }

  @Test
  void aPCollectionThatTwoMake() {
    RunnerApi.Pipeline proto = wellFormed();
    String made = output(proto, "Pairs/Impulse");

    String message =
        problemOf(
            transform("Group", transform -> transform.clearOutputs().putOutputs("output", made)));

    assertThat(message)
        .contains("it makes the PCollection %s, which Pairs/Impulse makes too".formatted(made));
  }

  @Test
  void transformsThatReadEachOther() {
    Pipeline pipeline = TestPipelines.create();
    var left = TestPipelines.impulses(pipeline, "A");
    var first = PCollectionList.of(left).and(left).apply("First", Flatten.pCollections());
    PCollectionList.of(first).and(left).apply("Second", Flatten.pCollections());
    RunnerApi.Pipeline proto = TestPipelines.toProto(pipeline);
    String late = output(proto, "Second");

    String message =
        problemOf(transform(proto, "First", transform -> transform.putInputs("loop", late)));

    assertThat(message)
        .isEqualTo("First: it reads what is made from its own output, by way of [First, Second]");
  }

  @Test
  void aCoderThatIsNotThere() {
    RunnerApi.Pipeline proto = wellFormed();
    String id = output(proto, "Pairs/Impulse");
    RunnerApi.Pipeline.Builder broken = proto.toBuilder();
    broken
        .getComponentsBuilder()
        .putPcollections(
            id,
            proto.getComponents().getPcollectionsOrThrow(id).toBuilder()
                .setCoderId("nowhere")
                .setWindowingStrategyId("nowhere")
                .build());

    assertThat(problemOf(broken.build()))
        .contains(
            "PCollection %s: its coder nowhere is not among the pipeline's coders".formatted(id))
        .contains(
            "PCollection %s: its windowing strategy nowhere is not among the pipeline's"
                .formatted(id));
  }

  @Test
  void coderComponentsThatAreNotThereOrGoInCircles() {
    RunnerApi.Pipeline.Builder broken = wellFormed().toBuilder();
    broken
        .getComponentsBuilder()
        .putCoders("a", RunnerApi.Coder.newBuilder().addComponentCoderIds("b").build())
        .putCoders("b", RunnerApi.Coder.newBuilder().addComponentCoderIds("a").build())
        .putCoders("c", RunnerApi.Coder.newBuilder().addComponentCoderIds("nowhere").build());

    assertThat(problemOf(broken.build()))
        .contains("coder a: it is a component of itself, by way of [a, b]")
        .contains(
            "coder c: it has the component nowhere, which is not among the pipeline's coders");
  }

  @Test
  void codersThatNestTooDeep() {
    RunnerApi.Pipeline.Builder broken = wellFormed().toBuilder();
    broken.getComponentsBuilder().putCoders("deep0", RunnerApi.Coder.getDefaultInstance());
    for (int i = 1; i <= 10_000; i++) {
      RunnerApi.Coder coder =
          RunnerApi.Coder.newBuilder().addComponentCoderIds("deep" + (i - 1)).build();
      broken.getComponentsBuilder().putCoders("deep" + i, coder);
    }

    assertThat(problemOf(broken.build()))
        .isEqualTo("coder deep200: it has components nested 201 deep; at most 200 are allowed");
  }

  @Test
  void compositesThatNestVeryDeepAreFine() {
    RunnerApi.Pipeline proto = wellFormed();
    RunnerApi.Pipeline.Builder deep = proto.toBuilder();
    String inner = proto.getRootTransformIds(0);
    for (int i = 0; i < 10_000; i++) {
      deep.getComponentsBuilder()
          .putTransforms(
              "deep" + i, RunnerApi.PTransform.newBuilder().addSubtransforms(inner).build());
      inner = "deep" + i;
    }
    deep.setRootTransformIds(0, inner);

    assertThat(TestPipelines.plan(deep.build()).parsed().nodes()).hasSize(3);
  }

  @Test
  void aPayloadThatIsSomethingElse() {
    String message =
        problemOf(
            transform(
                "Pairs/MapElements/Map/ParMultiDo(Anonymous)",
                transform ->
                    transform
                        .getSpecBuilder()
                        .setPayload(ByteString.copyFromUtf8("not a payload"))));

    assertThat(message)
        .startsWith(
            "Pairs/MapElements/Map/ParMultiDo(Anonymous): its payload for beam:transform:pardo:v1"
                + " cannot be read: ");
  }

  @Test
  void aGroupByKeyOfWhatAreNotPairs() {
    RunnerApi.Pipeline proto = wellFormed();
    String bytes = output(proto, "Pairs/Impulse");

    String message =
        problemOf(
            transform("Group", transform -> transform.clearInputs().putInputs("input", bytes)));

    assertThat(message)
        .isEqualTo(
            "Group: it groups by key, but its input Pairs/Impulse.out has the coder ByteArrayCoder"
                + " instead of a KvCoder");
  }

  private static String problemOf(RunnerApi.Pipeline broken) {
    JoistException thrown =
        catchThrowableOfType(JoistException.class, () -> TestPipelines.plan(broken));
    assertThat(thrown.kind()).isEqualTo(JoistException.Kind.CONFIGURATION);
    return String.valueOf(thrown.getMessage());
  }

  private static RunnerApi.Pipeline transform(
      String name, Consumer<RunnerApi.PTransform.Builder> change) {
    return transform(wellFormed(), name, change);
  }

  private static RunnerApi.Pipeline transform(
      RunnerApi.Pipeline proto, String name, Consumer<RunnerApi.PTransform.Builder> change) {
    String id = idOf(proto, name);
    RunnerApi.PTransform.Builder transform =
        proto.getComponents().getTransformsOrThrow(id).toBuilder();
    change.accept(transform);
    RunnerApi.Pipeline.Builder changed = proto.toBuilder();
    changed.getComponentsBuilder().putTransforms(id, transform.build());
    return changed.build();
  }

  private static String idOf(RunnerApi.Pipeline proto, String name) {
    return proto.getComponents().getTransformsMap().entrySet().stream()
        .filter(entry -> entry.getValue().getUniqueName().equals(name))
        .findFirst()
        .orElseThrow()
        .getKey();
  }

  private static String output(RunnerApi.Pipeline proto, String name) {
    return proto
        .getComponents()
        .getTransformsOrThrow(idOf(proto, name))
        .getOutputsMap()
        .values()
        .iterator()
        .next();
  }
}
