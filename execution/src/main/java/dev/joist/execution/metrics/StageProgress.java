// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.metrics;

import dev.joist.execution.watermark.Watermark;
import java.util.List;

/**
 * How far one stage is: the figures of its subtasks added up.
 *
 * @param stage name of the stage
 * @param elementsIn elements taken from channels; in a stage that puts none into channels also what
 *     its sources emit
 * @param elementsOut elements put into channels, 0 for a stage that ends in a sink
 * @param outputWatermarkMillis the lowest over the subtasks
 */
public record StageProgress(
    String stage, long elementsIn, long elementsOut, long outputWatermarkMillis) {

  /** The sums over {@code subtasks}. */
  public static StageProgress of(String stage, List<SubtaskMetrics> subtasks) {
    long in = 0;
    long out = 0;
    long watermark = Watermark.FINAL_MILLIS;
    for (SubtaskMetrics subtask : subtasks) {
      in += subtask.elementsIn();
      out += subtask.elementsOut();
      watermark = Math.min(watermark, subtask.outputWatermarkMillis());
    }
    return new StageProgress(stage, in, out, watermark);
  }
}
