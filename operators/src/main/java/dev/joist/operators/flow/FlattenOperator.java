// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.flow;

import dev.joist.execution.operator.Operator;
import dev.joist.execution.operator.Receiver;
import dev.joist.execution.watermark.WatermarkMerger;

/** Passes the elements of all inputs on; its watermark is the lowest of theirs. */
public final class FlattenOperator implements Operator {

  private final Receiver output;
  private final WatermarkMerger watermarks;

  /**
   * A flatten.
   *
   * @param inputs number of inputs; with none it is done at once
   */
  public FlattenOperator(int inputs, Receiver output) {
    this.output = output;
    this.watermarks = new WatermarkMerger(inputs);
  }

  @Override
  public Receiver input(int port) {
    return output;
  }

  @Override
  public void onWatermark(int port, long watermarkMillis) {
    watermarks.update(port, watermarkMillis);
  }

  @Override
  public void onIdle(int port) {
    watermarks.markIdle(port);
  }

  @Override
  public long outputWatermark() {
    return watermarks.merged();
  }
}
