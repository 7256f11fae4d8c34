// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.splittable;

import java.util.Map;
import org.apache.beam.runners.core.SideInputReader;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.DoFnSchemaInformation;
import org.apache.beam.sdk.transforms.reflect.DoFnInvoker;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.WindowedValue;
import org.jspecify.annotations.Nullable;

/**
 * One copy of a splittable function, and what its methods may ask for whatever the element is.
 *
 * @param invoker calls the methods of the copy
 * @param options those of the pipeline
 * @param sideInputs the views, as far as they are known
 * @param sideInputMapping views by the name of the parameter that takes them
 * @param schema how the function sees elements that have a schema
 */
record Surroundings<InputT, OutputT>(
    DoFnInvoker<InputT, OutputT> invoker,
    PipelineOptions options,
    SideInputReader sideInputs,
    Map<String, PCollectionView<?>> sideInputMapping,
    DoFnSchemaInformation schema) {

  DoFn<InputT, OutputT> fn() {
    return invoker.getFn();
  }

  /** What the parameter called {@code name} reads for {@code element}. */
  @Nullable Object sideInput(String name, WindowedValue<?> element) {
    PCollectionView<?> view = sideInputMapping.get(name);
    if (view == null) {
      throw new IllegalArgumentException(
          "there is no side input called '%s' among %s".formatted(name, sideInputMapping.keySet()));
    }
    return sideInput(view, element);
  }

  /** What {@code view} is for {@code element}. */
  <T> @Nullable T sideInput(PCollectionView<T> view, WindowedValue<?> element) {
    if (!sideInputs.contains(view)) {
      throw new IllegalArgumentException("calling sideInput() with unknown view");
    }
    BoundedWindow window = onlyWindow(element);
    return sideInputs.get(view, view.getWindowMappingFn().getSideInputWindow(window));
  }

  /** The window of an element that is in one. */
  static BoundedWindow onlyWindow(WindowedValue<?> element) {
    if (element.getWindows().size() != 1) {
      throw new IllegalStateException(
          "the function looks at the window of an element that is in %s"
              .formatted(element.getWindows()));
    }
    return element.getWindows().iterator().next();
  }
}
