// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.invoke;

import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.DoFn.BundleFinalizer;
import org.apache.beam.sdk.transforms.reflect.DoFnInvoker.BaseArgumentProvider;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.util.WindowedValueMultiReceiver;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.WindowedValues;
import org.joda.time.Instant;

/** What the methods at the ends of a bundle may ask for. */
public final class BundleArguments<InputT, OutputT> extends BaseArgumentProvider<InputT, OutputT> {

  private final DoFn<InputT, OutputT> fn;
  private final PipelineOptions options;
  private final BundleFinalizer finalizer;
  private final Start<InputT, OutputT> start;
  private final Finish<InputT, OutputT> finish;

  /**
   * Arguments for every bundle of {@code fn}.
   *
   * @param receiver takes what is emitted at the end of a bundle, by tag
   */
  public BundleArguments(
      DoFn<InputT, OutputT> fn,
      PipelineOptions options,
      TupleTag<OutputT> mainTag,
      WindowedValueMultiReceiver receiver,
      BundleFinalizer finalizer) {
    this.fn = fn;
    this.options = options;
    this.finalizer = finalizer;
    this.start = new Start<>(fn, options);
    this.finish = new Finish<>(fn, options, mainTag, receiver);
  }

  @Override
  public PipelineOptions pipelineOptions() {
    return options;
  }

  @Override
  public BundleFinalizer bundleFinalizer() {
    return finalizer;
  }

  @Override
  public DoFn<InputT, OutputT>.StartBundleContext startBundleContext(DoFn<InputT, OutputT> doFn) {
    return start;
  }

  @Override
  public DoFn<InputT, OutputT>.FinishBundleContext finishBundleContext(DoFn<InputT, OutputT> doFn) {
    return finish;
  }

  @Override
  public String getErrorContext() {
    return fn.getClass().getName();
  }

  private static final class Start<InputT, OutputT>
      extends DoFn<InputT, OutputT>.StartBundleContext {

    private final PipelineOptions options;

    Start(DoFn<InputT, OutputT> fn, PipelineOptions options) {
      fn.super();
      this.options = options;
    }

    @Override
    public PipelineOptions getPipelineOptions() {
      return options;
    }
  }

  private static final class Finish<InputT, OutputT>
      extends DoFn<InputT, OutputT>.FinishBundleContext {

    private final PipelineOptions options;
    private final TupleTag<OutputT> mainTag;
    private final WindowedValueMultiReceiver receiver;

    Finish(
        DoFn<InputT, OutputT> fn,
        PipelineOptions options,
        TupleTag<OutputT> mainTag,
        WindowedValueMultiReceiver receiver) {
      fn.super();
      this.options = options;
      this.mainTag = mainTag;
      this.receiver = receiver;
    }

    @Override
    public PipelineOptions getPipelineOptions() {
      return options;
    }

    @Override
    public void output(OutputT output, Instant timestamp, BoundedWindow window) {
      output(mainTag, output, timestamp, window);
    }

    @Override
    public <T> void output(TupleTag<T> tag, T output, Instant timestamp, BoundedWindow window) {
      receiver.output(tag, WindowedValues.of(output, timestamp, window, PaneInfo.NO_FIRING));
    }
  }
}
