// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.testing;

import dev.joist.execution.operator.Operator;
import dev.joist.execution.operator.Receiver;
import dev.joist.execution.watermark.Watermark;
import dev.joist.execution.watermark.WatermarkMerger;

/** Hands what the operator's outputs deliver to the playback. */
final class Collector implements Operator {

  private final Playback playback;
  private final WatermarkMerger watermarks;

  Collector(Playback playback, int outputs) {
    this.playback = playback;
    this.watermarks = new WatermarkMerger(outputs);
  }

  @Override
  public Receiver input(int port) {
    return element -> playback.onEmitted(port, element);
  }

  @Override
  public boolean isDue(int port, long watermarkMillis) {
    return watermarkMillis != Watermark.INITIAL_MILLIS;
  }

  @Override
  public void onWatermark(int port, long watermarkMillis) {
    watermarks.update(port, watermarkMillis);
    playback.onWatermark(port, watermarkMillis);
  }

  @Override
  public long outputWatermark() {
    return watermarks.merged();
  }
}
