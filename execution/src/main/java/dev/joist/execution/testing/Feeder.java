// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.testing;

import dev.joist.execution.operator.Operator;
import dev.joist.execution.operator.OperatorContext;
import dev.joist.execution.operator.Progress;
import dev.joist.execution.operator.Receiver;
import dev.joist.execution.quiescence.Quiescence;
import dev.joist.execution.watermark.Watermark;

/**
 * Plays the steps of a script that are for one port; the feeder of port 0 also those that are for
 * none, each at a quiescent moment. All feeders of a run are in one subtask. When the script is
 * over their watermarks are final.
 */
final class Feeder implements Operator, Quiescence.Participant {

  private final OperatorContext context;
  private final Playback playback;
  private final int port;
  private long watermark = Watermark.INITIAL_MILLIS;
  private boolean asked;
  private boolean quiescent;

  Feeder(OperatorContext context, Playback playback, int port) {
    this.context = context;
    this.playback = playback;
    this.port = port;
  }

  @Override
  public void open() {
    if (port == 0) {
      context.quiescence().register(this);
    }
  }

  @Override
  public Receiver input(int input) {
    throw new IllegalArgumentException("a feeder has no input " + input);
  }

  @Override
  public boolean hasOwnWork() {
    return true;
  }

  @Override
  public boolean isBusy() {
    return port == 0 && (quiescent || !asked);
  }

  @Override
  public void onQuiescent() {
    quiescent = true;
    context.wake();
  }

  @Override
  public Progress work(int budget) {
    if (playback.isOver()) {
      return end();
    }
    Step step = playback.step();
    if (step instanceof Step.Element arriving && arriving.port() == port) {
      playback.advance();
      context.output(0).accept(arriving.element());
      return Progress.WORKED;
    }
    if (port != 0 || !step.waitsForQuiescence()) {
      return Progress.IDLE;
    }
    return atQuiescence(playback::playQuiescent);
  }

  private Progress end() {
    if (playback.isClosed()) {
      return Progress.DONE;
    }
    return port == 0 ? atQuiescence(playback::close) : Progress.IDLE;
  }

  private Progress atQuiescence(Runnable action) {
    if (quiescent) {
      quiescent = false;
      asked = false;
      action.run();
      return Progress.WORKED;
    }
    if (!asked) {
      asked = true;
      context.quiescence().request();
    }
    return Progress.IDLE;
  }

  @Override
  public void finishBundle() {
    if (!playback.isOver()
        && playback.step() instanceof Step.NewWatermark arriving
        && arriving.port() == port) {
      watermark = Math.max(watermark, arriving.watermarkMillis());
      playback.advance();
      context.wake();
    }
  }

  @Override
  public void onWatermark(int input, long watermarkMillis) {
    throw new IllegalArgumentException("a feeder has no input " + input);
  }

  @Override
  public long outputWatermark() {
    return playback.isClosed() ? Watermark.FINAL_MILLIS : watermark;
  }
}
