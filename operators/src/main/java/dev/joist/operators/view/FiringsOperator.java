// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.view;

import dev.joist.execution.operator.Operator;
import dev.joist.execution.operator.Receiver;
import dev.joist.execution.watermark.Watermark;
import java.util.Collections;
import org.apache.beam.sdk.values.WindowedValue;

/**
 * Makes a pane of each element, which is all that one firing says.
 *
 * <p>To group firings again would put two that follow each other closely into one pane, which is
 * not a single value any more, or make an empty pane after the last.
 */
public final class FiringsOperator implements Operator {

  private final Receiver output;
  private long watermarkMillis = Watermark.INITIAL_MILLIS;

  /** An operator that emits to {@code output}. */
  public FiringsOperator(Receiver output) {
    this.output = output;
  }

  @Override
  public Receiver input(int port) {
    return element -> onFiring((WindowedValue<?>) element);
  }

  private void onFiring(WindowedValue<?> firing) {
    output.accept(firing.withValue(Collections.singletonList(firing.getValue())));
  }

  @Override
  public void onWatermark(int port, long newWatermarkMillis) {
    watermarkMillis = newWatermarkMillis;
  }

  @Override
  public long outputWatermark() {
    return watermarkMillis;
  }
}
