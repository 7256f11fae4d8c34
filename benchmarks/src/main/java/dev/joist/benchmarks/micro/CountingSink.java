// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.micro;

import dev.joist.execution.operator.Operator;
import dev.joist.execution.operator.Receiver;
import dev.joist.execution.watermark.Watermark;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what it takes and adds it to a total when it is closed. */
final class CountingSink implements Operator {

  private final AtomicLong total;
  private long count;
  private long watermarkMillis = Watermark.INITIAL_MILLIS;

  CountingSink(AtomicLong total) {
    this.total = total;
  }

  @Override
  public Receiver input(int port) {
    return element -> count++;
  }

  @Override
  public void onWatermark(int port, long watermarkMillis) {
    this.watermarkMillis = watermarkMillis;
  }

  @Override
  public long outputWatermark() {
    return watermarkMillis;
  }

  @Override
  public void close() {
    total.addAndGet(count);
  }
}
