// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.read;

import dev.joist.execution.operator.Operator;
import dev.joist.execution.operator.OperatorContext;
import dev.joist.execution.operator.Progress;
import dev.joist.execution.operator.Receiver;
import dev.joist.execution.watermark.Watermark;
import dev.joist.operators.state.CoderCodec;
import dev.joist.state.CellId;
import dev.joist.state.StageCell;
import org.apache.beam.sdk.coders.BooleanCoder;
import org.apache.beam.sdk.values.WindowedValues;

/** Emits one empty byte array in the global window. */
public final class ImpulseOperator implements Operator {

  private final String transform;
  private final Receiver output;
  private final StageCell<Boolean> emitted;

  public ImpulseOperator(String transform, OperatorContext context) {
    this.transform = transform;
    this.output = context.output(0);
    this.emitted =
        context.stores().stage(new CellId(transform, "emitted"), CoderCodec.of(BooleanCoder.of()));
  }

  private boolean isDone() {
    return Boolean.TRUE.equals(emitted.read());
  }

  @Override
  public Receiver input(int port) {
    throw new IllegalArgumentException("%s has no input %d".formatted(transform, port));
  }

  @Override
  public boolean hasOwnWork() {
    return true;
  }

  @Override
  public boolean isBusy() {
    return !isDone();
  }

  @Override
  public Progress work(int budget) {
    if (isDone()) {
      return Progress.DONE;
    }
    emitted.write(true);
    output.accept(WindowedValues.valueInGlobalWindow(new byte[0]));
    return Progress.DONE;
  }

  @Override
  public void onWatermark(int port, long watermarkMillis) {
    throw new IllegalArgumentException("%s has no input %d".formatted(transform, port));
  }

  @Override
  public long outputWatermark() {
    return isDone() ? Watermark.FINAL_MILLIS : Watermark.INITIAL_MILLIS;
  }
}
