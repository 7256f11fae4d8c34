// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.pardo;

import dev.joist.operators.invoke.DirectCall;
import dev.joist.operators.services.JobServices;
import dev.joist.operators.view.SideInputSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.runners.core.DoFnRunner;
import org.apache.beam.runners.core.DoFnRunners;
import org.apache.beam.runners.core.SideInputReader;
import org.apache.beam.runners.core.StepContext;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.DoFn.BundleFinalizer;
import org.apache.beam.sdk.transforms.DoFnSchemaInformation;
import org.apache.beam.sdk.transforms.reflect.DoFnSignatures;
import org.apache.beam.sdk.util.WindowedValueMultiReceiver;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.WindowingStrategy;
import org.jspecify.annotations.Nullable;

/**
 * A ParDo, parsed.
 *
 * <p>Port 0 of its operator is the main input; port {@code 1 + i} takes the panes of {@code
 * sideInputs.get(i)}. Output {@code i} is {@code outputs.get(i)}; the main output is the first.
 *
 * @param transform full name of the transform
 * @param step name under which its metrics are reported: the user's name of the step
 * @param fn the function as it came out of the proto; each instance that runs is a copy
 * @param inputCoder coder of the main input
 * @param keyCoder coder of the key where the function is stateful, else null
 * @param windowing strategy of the main input
 * @param outputs the main output first, then the others in the order of their ids
 * @param sideInputs the views it reads
 * @param schema how the function sees elements that have a schema
 * @param sideInputMapping views by the name of the parameter that takes them
 */
public record ParDoSpec<InputT, OutputT>(
    String transform,
    String step,
    DoFn<InputT, OutputT> fn,
    Coder<InputT> inputCoder,
    @Nullable Coder<?> keyCoder,
    WindowingStrategy<?, ?> windowing,
    List<Output> outputs,
    List<SideInputSpec> sideInputs,
    DoFnSchemaInformation schema,
    Map<String, PCollectionView<?>> sideInputMapping) {

  public ParDoSpec {
    outputs = List.copyOf(outputs);
    sideInputs = List.copyOf(sideInputs);
    sideInputMapping = Map.copyOf(sideInputMapping);
    if (outputs.isEmpty()) {
      throw new IllegalArgumentException(
          "ParDo %s has no output, not even a main output".formatted(transform));
    }
  }

  /** Whether the function keeps state or timers, or wants its input sorted by time. */
  public boolean isStateful() {
    return keyCoder != null;
  }

  /** Whether the function does something at the end of a bundle. */
  public boolean hasFinishBundle() {
    return DoFnSignatures.getSignature(fn.getClass()).finishBundle() != null;
  }

  /** The function, where it is without state, with what it may ask the operator around it for. */
  DirectCall<InputT, OutputT> call(
      DoFn<InputT, OutputT> copy,
      PipelineOptions options,
      SideInputReader sideInputReader,
      Outputs receivers,
      BundleFinalizer finalizer) {
    return new DirectCall<>(
        copy, options, receivers.all(), sideInputReader, sideInputMapping, schema, finalizer);
  }

  /** Beam's runner of the function, with what it needs of the operator around it. */
  DoFnRunner<InputT, OutputT> newRunner(
      DoFn<InputT, OutputT> copy,
      JobServices services,
      SideInputReader sideInputReader,
      WindowedValueMultiReceiver receiver,
      StepContext stepContext) {
    Map<TupleTag<?>, Coder<?>> coders = new HashMap<>();
    List<TupleTag<?>> additional = new ArrayList<>();
    for (Output output : outputs) {
      coders.put(output.tag(), output.coder());
      additional.add(output.tag());
    }
    additional.remove(0);
    @SuppressWarnings("unchecked") // The first output is the main one, of the function's type.
    TupleTag<OutputT> mainTag = (TupleTag<OutputT>) outputs.get(0).tag();
    return DoFnRunners.simpleRunner(
        services.options(),
        copy,
        sideInputReader,
        receiver,
        mainTag,
        additional,
        stepContext,
        inputCoder,
        coders,
        windowing,
        schema,
        sideInputMapping);
  }

  /**
   * One output of a ParDo.
   *
   * @param tag the tag that the function names
   * @param coder coder of its elements
   */
  public record Output(TupleTag<?> tag, Coder<?> coder) {}
}
