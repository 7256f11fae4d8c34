// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.invoke;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/** Beam's context of a process method; one for all elements, of which one is current. */
final class ElementContext<InputT, OutputT> extends DoFn<InputT, OutputT>.ProcessContext {

  private final CurrentElement<InputT> current;
  private final ElementOutputs<OutputT> outputs;
  private final ElementSideInputs sideInputs;
  private final PipelineOptions options;

  ElementContext(
      DoFn<InputT, OutputT> fn,
      CurrentElement<InputT> current,
      ElementOutputs<OutputT> outputs,
      ElementSideInputs sideInputs,
      PipelineOptions options) {
    fn.super();
    this.current = current;
    this.outputs = outputs;
    this.sideInputs = sideInputs;
    this.options = options;
  }

  @Override
  public InputT element() {
    return current.get().getValue();
  }

  @Override
  public <T> @Nullable T sideInput(PCollectionView<T> view) {
    return sideInputs.read(view);
  }

  @Override
  public Instant timestamp() {
    return current.get().getTimestamp();
  }

  @Override
  public PaneInfo pane() {
    return current.get().getPaneInfo();
  }

  @Override
  public @Nullable String currentRecordId() {
    return current.get().getRecordId();
  }

  @Override
  public @Nullable Long currentRecordOffset() {
    return current.get().getRecordOffset();
  }

  @Override
  public PipelineOptions getPipelineOptions() {
    return options;
  }

  @Override
  public void output(OutputT output) {
    outputs.main().keep(output);
  }

  @Override
  public void outputWithTimestamp(OutputT output, Instant timestamp) {
    outputs.main().outputWithTimestamp(output, requireNonNull(timestamp, "timestamp"));
  }

  @Override
  public void outputWindowedValue(
      OutputT output,
      Instant timestamp,
      Collection<? extends BoundedWindow> windows,
      PaneInfo paneInfo) {
    outputs.main().outputWindowedValue(output, timestamp, windows, paneInfo);
  }

  @Override
  public <T> void output(TupleTag<T> tag, T output) {
    outputs.known(requireNonNull(tag, "Tag passed to output cannot be null")).keep(output);
  }

  @Override
  public <T> void outputWithTimestamp(TupleTag<T> tag, T output, Instant timestamp) {
    outputs
        .get(requireNonNull(tag, "Tag passed to outputWithTimestamp cannot be null"))
        .outputWithTimestamp(output, requireNonNull(timestamp, "timestamp"));
  }

  @Override
  public <T> void outputWindowedValue(
      TupleTag<T> tag,
      T output,
      Instant timestamp,
      Collection<? extends BoundedWindow> windows,
      PaneInfo paneInfo) {
    outputs.tagged(tag).outputWindowedValue(output, timestamp, windows, paneInfo);
  }
}
