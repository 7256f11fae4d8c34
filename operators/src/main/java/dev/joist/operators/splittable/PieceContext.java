// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.splittable;

import java.util.Collection;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.WindowedValue;
import org.apache.beam.sdk.values.WindowedValues;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/** Beam's context of a process method, for one piece; all that the method emits goes through it. */
final class PieceContext<InputT, OutputT> extends DoFn<InputT, OutputT>.ProcessContext {

  private final Surroundings<InputT, OutputT> surroundings;
  private final WindowedValue<InputT> element;
  private final TaggedOutputs<OutputT> outputs;
  private final SplitPoint<?, ?, ?> splitPoint;

  PieceContext(
      Surroundings<InputT, OutputT> surroundings,
      WindowedValue<InputT> element,
      TaggedOutputs<OutputT> outputs,
      SplitPoint<?, ?, ?> splitPoint) {
    surroundings.fn().super();
    this.surroundings = surroundings;
    this.element = element;
    this.outputs = outputs;
    this.splitPoint = splitPoint;
  }

  @Override
  public InputT element() {
    return element.getValue();
  }

  @Override
  public <T> @Nullable T sideInput(PCollectionView<T> view) {
    return surroundings.sideInput(view, element);
  }

  @Override
  public Instant timestamp() {
    return element.getTimestamp();
  }

  @Override
  public PaneInfo pane() {
    return element.getPaneInfo();
  }

  @Override
  public @Nullable String currentRecordId() {
    return element.getRecordId();
  }

  @Override
  public @Nullable Long currentRecordOffset() {
    return element.getRecordOffset();
  }

  @Override
  public PipelineOptions getPipelineOptions() {
    return surroundings.options();
  }

  @Override
  public void output(OutputT output) {
    output(outputs.mainTag(), output);
  }

  @Override
  public void outputWithTimestamp(OutputT output, Instant timestamp) {
    outputWithTimestamp(outputs.mainTag(), output, timestamp);
  }

  @Override
  public void outputWindowedValue(
      OutputT output,
      Instant timestamp,
      Collection<? extends BoundedWindow> windows,
      PaneInfo paneInfo) {
    outputWindowedValue(outputs.mainTag(), output, timestamp, windows, paneInfo);
  }

  @Override
  public <T> void output(TupleTag<T> tag, T output) {
    emit(tag, element.withValue(output));
  }

  @Override
  public <T> void outputWithTimestamp(TupleTag<T> tag, T output, Instant timestamp) {
    outputWindowedValue(tag, output, timestamp, element.getWindows(), element.getPaneInfo());
  }

  @Override
  public <T> void outputWindowedValue(
      TupleTag<T> tag,
      T output,
      Instant timestamp,
      Collection<? extends BoundedWindow> windows,
      PaneInfo paneInfo) {
    emit(tag, WindowedValues.of(output, timestamp, windows, paneInfo));
  }

  private <T> void emit(TupleTag<T> tag, WindowedValue<T> value) {
    splitPoint.onOutput(value.getTimestamp());
    outputs.output(tag, value);
  }
}
