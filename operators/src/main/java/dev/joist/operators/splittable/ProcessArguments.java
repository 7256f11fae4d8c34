// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.splittable;

import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.schemas.SchemaCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.DoFn.BundleFinalizer;
import org.apache.beam.sdk.transforms.DoFn.MultiOutputReceiver;
import org.apache.beam.sdk.transforms.DoFn.OutputReceiver;
import org.apache.beam.sdk.transforms.DoFnOutputReceivers;
import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker;
import org.apache.beam.sdk.transforms.splittabledofn.WatermarkEstimator;
import org.apache.beam.sdk.util.OutputBuilderSupplier;
import org.apache.beam.sdk.util.OutputBuilderSuppliers;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.WindowedValue;

/** What the process method of a splittable function may ask for. */
final class ProcessArguments<InputT, OutputT> extends PieceArguments<InputT, OutputT> {

  private final TaggedOutputs<OutputT> outputs;
  private final BundleFinalizer finalizer;
  private final SplitPoint<?, ?, ?> splitPoint;
  private final OutputBuilderSupplier builders;
  private final DoFn<InputT, OutputT>.ProcessContext context;

  /**
   * Arguments for one call.
   *
   * @param restriction the restriction with the state of the watermark estimator
   */
  ProcessArguments(
      Surroundings<InputT, OutputT> surroundings,
      WindowedValue<InputT> element,
      KV<?, ?> restriction,
      TaggedOutputs<OutputT> outputs,
      SplitPoint<?, ?, ?> splitPoint,
      BundleFinalizer finalizer) {
    super(surroundings, element, restriction);
    this.outputs = outputs;
    this.finalizer = finalizer;
    this.splitPoint = splitPoint;
    this.builders = OutputBuilderSuppliers.supplierForElement(element);
    this.context = new PieceContext<>(surroundings, element, outputs, splitPoint);
  }

  @Override
  public DoFn<InputT, OutputT>.ProcessContext processContext(DoFn<InputT, OutputT> doFn) {
    return context;
  }

  @Override
  public OutputReceiver<OutputT> outputReceiver(DoFn<InputT, OutputT> doFn) {
    return DoFnOutputReceivers.windowedReceiver(context, builders, outputs.mainTag());
  }

  @Override
  public OutputReceiver<Row> outputRowReceiver(DoFn<InputT, OutputT> doFn) {
    TupleTag<OutputT> mainTag = outputs.mainTag();
    return DoFnOutputReceivers.rowReceiver(context, builders, mainTag, schemaCoder(mainTag));
  }

  private SchemaCoder<OutputT> schemaCoder(TupleTag<OutputT> tag) {
    Coder<?> coder = outputs.coders().get(tag);
    if (coder instanceof SchemaCoder<?>) {
      @SuppressWarnings("unchecked") // The coder of an output is for what is emitted to it.
      SchemaCoder<OutputT> schemaCoder = (SchemaCoder<OutputT>) coder;
      return schemaCoder;
    }
    throw new IllegalStateException(
        "%s emits rows to %s, whose coder %s has no schema"
            .formatted(getErrorContext(), tag, coder));
  }

  @Override
  public MultiOutputReceiver taggedOutputReceiver(DoFn<InputT, OutputT> doFn) {
    return DoFnOutputReceivers.windowedMultiReceiver(context, builders, outputs.coders());
  }

  @Override
  public BundleFinalizer bundleFinalizer() {
    return finalizer;
  }

  @Override
  public Object restriction() {
    return splitPoint.tracker().currentRestriction();
  }

  @Override
  public RestrictionTracker<?, ?> restrictionTracker() {
    return splitPoint.tracker();
  }

  @Override
  public WatermarkEstimator<?> watermarkEstimator() {
    return splitPoint.watermarkEstimator();
  }
}
