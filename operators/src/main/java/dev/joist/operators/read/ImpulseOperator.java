// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.read;

import dev.joist.execution.operator.Operator;
import dev.joist.execution.operator.Progress;
import dev.joist.execution.operator.Receiver;
import dev.joist.execution.watermark.Watermark;
import org.apache.beam.sdk.values.WindowedValues;

/** Emits one empty byte array in the global window. */
public final class ImpulseOperator implements Operator {

  private final Receiver output;
  private boolean emitted;

  public ImpulseOperator(Receiver output) {
    this.output = output;
  }

  @Override
  public Receiver input(int port) {
    throw new IllegalArgumentException("an impulse has no input %d".formatted(port));
  }

  @Override
  public boolean hasOwnWork() {
    return true;
  }

  @Override
  public boolean isBusy() {
    return !emitted;
  }

  @Override
  public Progress work(int budget) {
    if (emitted) {
      return Progress.DONE;
    }
    emitted = true;
    output.accept(WindowedValues.valueInGlobalWindow(new byte[0]));
    return Progress.DONE;
  }

  @Override
  public void onWatermark(int port, long watermarkMillis) {
    throw new IllegalArgumentException("an impulse has no input %d".formatted(port));
  }

  @Override
  public long outputWatermark() {
    return emitted ? Watermark.FINAL_MILLIS : Watermark.INITIAL_MILLIS;
  }
}
