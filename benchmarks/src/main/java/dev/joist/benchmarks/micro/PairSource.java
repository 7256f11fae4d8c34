// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.micro;

import dev.joist.execution.operator.Operator;
import dev.joist.execution.operator.OperatorContext;
import dev.joist.execution.operator.Progress;
import dev.joist.execution.operator.Receiver;
import dev.joist.execution.watermark.Watermark;

/** Emits so many pairs, then is done. */
final class PairSource implements Operator {

  private final Receiver output;
  private final Pairs pairs;
  private final int count;
  private int emitted;

  PairSource(OperatorContext context, Pairs pairs, int count) {
    this.output = context.output(0);
    this.pairs = pairs;
    this.count = count;
  }

  @Override
  public Receiver input(int port) {
    throw new IllegalArgumentException("a source has no input " + port);
  }

  @Override
  public boolean hasOwnWork() {
    return true;
  }

  @Override
  public Progress work(int budget) {
    int end = Math.min(count, emitted + budget);
    for (; emitted < end; emitted++) {
      output.accept(pairs.at(emitted));
    }
    return emitted == count ? Progress.DONE : Progress.WORKED;
  }

  @Override
  public boolean isBusy() {
    return emitted < count;
  }

  @Override
  public void onWatermark(int port, long watermarkMillis) {
    throw new IllegalArgumentException("a source has no input " + port);
  }

  @Override
  public long outputWatermark() {
    return emitted == count ? Watermark.FINAL_MILLIS : Watermark.INITIAL_MILLIS;
  }
}
