// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import dev.joist.execution.operator.Operator;
import dev.joist.execution.watermark.Watermark;
import java.util.Arrays;
import java.util.List;

/** An operator in its chain, with where the watermark of each of its ports comes from. */
final class ChainNode implements WatermarkSource {

  private final Operator operator;
  private final List<WatermarkSource> ports;
  private final long[] seen;
  private boolean workDone;
  private long hypothetical;

  /**
   * A node.
   *
   * @param ports for each input port, the output watermark of the node before it in the chain, or
   *     the merged watermark of an input of the stage
   */
  ChainNode(Operator operator, List<WatermarkSource> ports) {
    this.operator = operator;
    this.ports = List.copyOf(ports);
    this.seen = new long[ports.size()];
    Arrays.fill(seen, Watermark.INITIAL_MILLIS);
    this.workDone = !operator.hasOwnWork();
  }

  Operator operator() {
    return operator;
  }

  boolean isWorkDone() {
    return workDone;
  }

  void workIsDone() {
    workDone = true;
  }

  /** Ends the bundle, takes the new watermarks, and ends each bundle that their timers began. */
  void advance() throws Exception {
    operator.finishBundle();
    for (int port = 0; port < seen.length; port++) {
      long watermark = ports.get(port).watermark();
      if (watermark > seen[port]) {
        seen[port] = watermark;
        operator.onWatermark(port, watermark);
        operator.finishBundle();
      }
      if (ports.get(port).isIdle()) {
        operator.onIdle(port);
      }
    }
  }

  /**
   * Whether the watermarks that wait outside would make something happen here if nothing before
   * this node held them back.
   */
  boolean isDue() {
    long highest = Watermark.INITIAL_MILLIS;
    boolean due = false;
    for (int port = 0; port < seen.length; port++) {
      long watermark = ports.get(port).hypothetical();
      highest = Math.max(highest, watermark);
      due |= watermark > seen[port] && operator.isDue(port, watermark);
    }
    hypothetical = seen.length == 0 ? operator.outputWatermark() : highest;
    return due;
  }

  @Override
  public boolean isIdle() {
    if (ports.isEmpty()) {
      return operator.isIdle();
    }
    if (operator.isHolding()) {
      return false;
    }
    for (WatermarkSource port : ports) {
      if (!port.isIdle()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public long watermark() {
    return operator.outputWatermark();
  }

  /** What the last {@link #isDue} found that the output watermark can be at most. */
  @Override
  public long hypothetical() {
    return hypothetical;
  }
}
