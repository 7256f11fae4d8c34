// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.invoke;

import java.util.List;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.DoFn.BundleFinalizer;
import org.apache.beam.sdk.transforms.DoFn.MultiOutputReceiver;
import org.apache.beam.sdk.transforms.DoFn.OutputReceiver;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.reflect.DoFnInvoker.BaseArgumentProvider;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TupleTag;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a process method may ask for; one for all elements, of which one is current. */
final class ElementArguments<InputT, OutputT> extends BaseArgumentProvider<InputT, OutputT> {

  private final DirectCall<InputT, OutputT> call;
  private final CurrentElement<InputT> current;
  private final ElementSideInputs sideInputs;
  private final ElementOutputs<OutputT> outputs;
  private final DoFn<InputT, OutputT>.ProcessContext context;
  private final List<SerializableFunction<?, ?>> converters;

  ElementArguments(DirectCall<InputT, OutputT> call) {
    DoFn<InputT, OutputT> fn = call.fn();
    this.call = call;
    this.current = new CurrentElement<>(fn.getClass().getName());
    this.sideInputs = new ElementSideInputs(current, call.sideInputs(), call.sideInputsByTag());
    this.outputs = new ElementOutputs<>(fn, current, call.outputs());
    this.context = new ElementContext<>(fn, current, outputs, sideInputs, call.options());
    this.converters = List.copyOf(call.schema().getElementConverters());
  }

  /** The element that all this is about. */
  CurrentElement<InputT> current() {
    return current;
  }

  TupleTag<OutputT> mainTag() {
    return outputs.mainTag();
  }

  @Override
  public DoFn<InputT, OutputT>.ProcessContext processContext(DoFn<InputT, OutputT> doFn) {
    return context;
  }

  @Override
  public InputT element(DoFn<InputT, OutputT> doFn) {
    return current.get().getValue();
  }

  @Override
  public @Nullable Object schemaElement(int index) {
    @SuppressWarnings("unchecked") // The converters of the function take its elements.
    SerializableFunction<InputT, Object> converter =
        (SerializableFunction<InputT, Object>) converters.get(index);
    return converter.apply(current.get().getValue());
  }

  @Override
  public Instant timestamp(DoFn<InputT, OutputT> doFn) {
    return current.get().getTimestamp();
  }

  @Override
  public BoundedWindow window() {
    return current.onlyWindow();
  }

  @Override
  public PaneInfo paneInfo(DoFn<InputT, OutputT> doFn) {
    return current.get().getPaneInfo();
  }

  @Override
  public PipelineOptions pipelineOptions() {
    return call.options();
  }

  @Override
  public @Nullable Object sideInput(String tagId) {
    return sideInputs.read(tagId);
  }

  @Override
  public OutputReceiver<OutputT> outputReceiver(DoFn<InputT, OutputT> doFn) {
    return outputs.main();
  }

  @Override
  public OutputReceiver<Row> outputRowReceiver(DoFn<InputT, OutputT> doFn) {
    return outputs.getRowReceiver(outputs.mainTag());
  }

  @Override
  public MultiOutputReceiver taggedOutputReceiver(DoFn<InputT, OutputT> doFn) {
    return outputs;
  }

  @Override
  public BundleFinalizer bundleFinalizer() {
    return call.finalizer();
  }

  @Override
  public String getErrorContext() {
    return call.fn().getClass().getName();
  }
}
