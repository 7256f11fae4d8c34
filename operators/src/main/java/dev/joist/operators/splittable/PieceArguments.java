// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.splittable;

import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.reflect.DoFnInvoker.BaseArgumentProvider;
import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.WindowedValue;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the methods of a splittable function other than the process method may ask for: the element,
 * and where there is one its restriction, with all around it.
 */
class PieceArguments<InputT, OutputT> extends BaseArgumentProvider<InputT, OutputT> {

  private final Surroundings<InputT, OutputT> surroundings;
  private final WindowedValue<InputT> element;
  private final @Nullable KV<?, ?> restriction;
  private @Nullable RestrictionTracker<?, ?> tracker;

  /**
   * Arguments for one call, or for several that are made with the same.
   *
   * @param restriction the restriction with the state of the watermark estimator, null if the
   *     element has none yet
   */
  PieceArguments(
      Surroundings<InputT, OutputT> surroundings,
      WindowedValue<InputT> element,
      @Nullable KV<?, ?> restriction) {
    this.surroundings = surroundings;
    this.element = element;
    this.restriction = restriction;
  }

  final Surroundings<InputT, OutputT> surroundings() {
    return surroundings;
  }

  final WindowedValue<InputT> windowedElement() {
    return element;
  }

  @Override
  public InputT element(DoFn<InputT, OutputT> doFn) {
    return element.getValue();
  }

  @Override
  public @Nullable Object schemaElement(int index) {
    @SuppressWarnings("unchecked") // The converters of the function take its elements.
    SerializableFunction<InputT, Object> converter =
        (SerializableFunction<InputT, Object>)
            surroundings.schema().getElementConverters().get(index);
    return converter.apply(element.getValue());
  }

  @Override
  public Instant timestamp(DoFn<InputT, OutputT> doFn) {
    return element.getTimestamp();
  }

  @Override
  public BoundedWindow window() {
    return Surroundings.onlyWindow(element);
  }

  @Override
  public PaneInfo paneInfo(DoFn<InputT, OutputT> doFn) {
    return element.getPaneInfo();
  }

  @Override
  public PipelineOptions pipelineOptions() {
    return surroundings.options();
  }

  @Override
  public @Nullable Object sideInput(String tagId) {
    return surroundings.sideInput(tagId, element);
  }

  @Override
  public Object restriction() {
    return restriction == null ? super.restriction() : restriction.getKey();
  }

  @Override
  public Object watermarkEstimatorState() {
    return restriction == null ? super.watermarkEstimatorState() : restriction.getValue();
  }

  @Override
  public RestrictionTracker<?, ?> restrictionTracker() {
    RestrictionTracker<?, ?> existing = tracker;
    if (existing == null) {
      existing = surroundings.invoker().invokeNewTracker(this);
      tracker = existing;
    }
    return existing;
  }

  @Override
  public String getErrorContext() {
    return surroundings.fn().getClass().getName();
  }
}
