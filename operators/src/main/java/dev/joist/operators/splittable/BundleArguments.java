// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.splittable;

import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.DoFn.BundleFinalizer;
import org.apache.beam.sdk.transforms.reflect.DoFnInvoker.BaseArgumentProvider;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.WindowedValues;
import org.joda.time.Instant;

/** What the methods at the ends of a bundle may ask for. */
final class BundleArguments<InputT, OutputT> extends BaseArgumentProvider<InputT, OutputT> {

  private final Surroundings<InputT, OutputT> surroundings;
  private final TaggedOutputs<OutputT> outputs;
  private final BundleFinalizer finalizer;

  BundleArguments(
      Surroundings<InputT, OutputT> surroundings,
      TaggedOutputs<OutputT> outputs,
      BundleFinalizer finalizer) {
    this.surroundings = surroundings;
    this.outputs = outputs;
    this.finalizer = finalizer;
  }

  @Override
  public PipelineOptions pipelineOptions() {
    return surroundings.options();
  }

  @Override
  public BundleFinalizer bundleFinalizer() {
    return finalizer;
  }

  @Override
  public DoFn<InputT, OutputT>.StartBundleContext startBundleContext(DoFn<InputT, OutputT> doFn) {
    return new Start<>(surroundings);
  }

  @Override
  public DoFn<InputT, OutputT>.FinishBundleContext finishBundleContext(DoFn<InputT, OutputT> doFn) {
    return new Finish<>(surroundings, outputs);
  }

  @Override
  public String getErrorContext() {
    return surroundings.fn().getClass().getName();
  }

  private static final class Start<InputT, OutputT>
      extends DoFn<InputT, OutputT>.StartBundleContext {

    private final PipelineOptions options;

    Start(Surroundings<InputT, OutputT> surroundings) {
      surroundings.fn().super();
      this.options = surroundings.options();
    }

    @Override
    public PipelineOptions getPipelineOptions() {
      return options;
    }
  }

  private static final class Finish<InputT, OutputT>
      extends DoFn<InputT, OutputT>.FinishBundleContext {

    private final PipelineOptions options;
    private final TaggedOutputs<OutputT> outputs;

    Finish(Surroundings<InputT, OutputT> surroundings, TaggedOutputs<OutputT> outputs) {
      surroundings.fn().super();
      this.options = surroundings.options();
      this.outputs = outputs;
    }

    @Override
    public PipelineOptions getPipelineOptions() {
      return options;
    }

    @Override
    public void output(OutputT output, Instant timestamp, BoundedWindow window) {
      output(outputs.mainTag(), output, timestamp, window);
    }

    @Override
    public <T> void output(TupleTag<T> tag, T output, Instant timestamp, BoundedWindow window) {
      outputs.output(tag, WindowedValues.of(output, timestamp, window, PaneInfo.NO_FIRING));
    }
  }
}
