// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.parse;

import dev.joist.operators.pardo.ParDoSpec;
import dev.joist.operators.splittable.SplittableSpec;
import dev.joist.operators.view.SideInputSpec;
import dev.joist.translation.logical.CollectionId;
import dev.joist.translation.logical.LogicalCollection;
import dev.joist.translation.logical.LogicalNode;
import dev.joist.translation.logical.Wiring;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.beam.model.pipeline.v1.RunnerApi;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.WindowFn;
import org.apache.beam.sdk.util.DoFnWithExecutionInformation;
import org.apache.beam.sdk.util.construction.PCollectionViewTranslation;
import org.apache.beam.sdk.util.construction.ParDoTranslation;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.jspecify.annotations.Nullable;

/** ParDo: plain, stateful and splittable. */
final class ParDoTranslator implements TransformTranslator {

  @Override
  public LogicalNode translate(TransformContext transform) throws IOException {
    RunnerApi.ParDoPayload payload = RunnerApi.ParDoPayload.parseFrom(transform.payload());
    checkLanguage(transform, payload);
    var function = ParDoTranslation.doFnWithExecutionInformationFromProto(payload.getDoFn());
    ParDoPorts ports = ParDoPorts.of(transform, payload, function.getMainOutputTag().getId());
    Coder<?> keyCoder = isStateful(payload) ? keyCoder(transform, ports.mainInput()) : null;
    return node(
        wiring(transform, payload, ports),
        transform,
        payload,
        spec(transform, ports, function, sideInputs(transform, payload), keyCoder));
  }

  private static LogicalNode node(
      Wiring wiring,
      TransformContext transform,
      RunnerApi.ParDoPayload payload,
      ParDoSpec<?, ?> spec) {
    String restrictionCoder = payload.getRestrictionCoderId();
    if (!restrictionCoder.isEmpty()) {
      Coder<?> coder = transform.rehydration().coder(restrictionCoder);
      return new LogicalNode.SplittableParDo(wiring, splittable(spec, coder));
    }
    boolean stableInput = payload.getRequiresStableInput();
    return spec.isStateful()
        ? new LogicalNode.StatefulParDo(wiring, spec, stableInput)
        : new LogicalNode.ParDo(wiring, spec, stableInput);
  }

  @SuppressWarnings("unchecked") // Restrictions are encoded together with estimator states.
  private static <InputT, OutputT> SplittableSpec<InputT, OutputT, ?, ?> splittable(
      ParDoSpec<InputT, OutputT> spec, Coder<?> restrictionCoder) {
    return new SplittableSpec<>(
        spec, (Coder<KV<Object, Object>>) restrictionCoder, SplittableSpec.Phase.WHOLE);
  }

  private static Wiring wiring(
      TransformContext transform, RunnerApi.ParDoPayload payload, ParDoPorts ports)
      throws IOException {
    List<CollectionId> inputs = new ArrayList<>(List.of(ports.mainInput().id()));
    for (Map.Entry<String, LogicalCollection> side : ports.sideInputs().entrySet()) {
      RunnerApi.SideInput sideInput = payload.getSideInputsOrThrow(side.getKey());
      inputs.add(transform.views().view(side.getValue(), sideInput));
    }
    return new Wiring(
        transform.name(),
        inputs,
        ports.outputs().values().stream().map(LogicalCollection::id).toList());
  }

  @SuppressWarnings("unchecked") // the SDK checked the types when the pipeline was built
  private static ParDoSpec<?, ?> spec(
      TransformContext transform,
      ParDoPorts ports,
      DoFnWithExecutionInformation function,
      List<SideInputSpec> sideInputs,
      @Nullable Coder<?> keyCoder) {
    return new ParDoSpec<>(
        transform.name(),
        transform.name(),
        (DoFn<Object, ?>) function.getDoFn(),
        (Coder<Object>) ports.mainInput().coder(),
        keyCoder,
        ports.mainInput().windowing(),
        outputs(ports, function.getMainOutputTag()),
        sideInputs,
        function.getSchemaInformation(),
        function.getSideInputMapping());
  }

  private static List<ParDoSpec.Output> outputs(ParDoPorts ports, TupleTag<?> mainTag) {
    List<ParDoSpec.Output> outputs = new ArrayList<>();
    for (Map.Entry<String, LogicalCollection> output : ports.outputs().entrySet()) {
      TupleTag<?> tag = outputs.isEmpty() ? mainTag : new TupleTag<>(output.getKey());
      outputs.add(new ParDoSpec.Output(tag, output.getValue().coder()));
    }
    return outputs;
  }

  private static List<SideInputSpec> sideInputs(
      TransformContext transform, RunnerApi.ParDoPayload payload) throws IOException {
    List<SideInputSpec> specs = new ArrayList<>();
    for (var side : LocalNames.sorted(payload.getSideInputsMap()).entrySet()) {
      String tag = side.getKey();
      Rehydration rehydration = transform.rehydration();
      var view =
          PCollectionViewTranslation.viewFromProto(
              side.getValue(),
              tag,
              rehydration.pcollection(transform.proto().getInputsOrThrow(tag)),
              transform.proto(),
              rehydration.components());
      specs.add(new SideInputSpec(view, tag));
    }
    return specs;
  }

  private static boolean isStateful(RunnerApi.ParDoPayload payload) {
    return payload.getStateSpecsCount() > 0
        || payload.getTimerFamilySpecsCount() > 0
        || payload.getRequiresTimeSortedInput();
  }

  private static Coder<?> keyCoder(TransformContext transform, LogicalCollection input) {
    Coder<?> keyCoder = transform.pairCoder(input).getKeyCoder();
    transform.checkDeterministic(keyCoder, "a ParDo with state, timers or sorted input");
    WindowFn<?, ?> windowFn = input.windowing().getWindowFn();
    if (!windowFn.isNonMerging()) {
      throw transform.unsupported(
          "MergingWindowFn is not supported for stateful DoFns, WindowFn is: %s; that"
              .formatted(windowFn),
          "put Window.into with windows that do not merge before it");
    }
    return keyCoder;
  }

  private static void checkLanguage(TransformContext transform, RunnerApi.ParDoPayload payload) {
    String urn = payload.getDoFn().getUrn();
    if (!urn.equals(ParDoTranslation.CUSTOM_JAVA_DO_FN_URN)) {
      throw transform.unsupported(
          "a ParDo whose function is %s".formatted(urn),
          "only Java's functions (%s) run".formatted(ParDoTranslation.CUSTOM_JAVA_DO_FN_URN));
    }
  }
}
