// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.metrics;

import dev.joist.execution.watermark.Watermark;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Figures of one subtask.
 *
 * <p><b>Threading:</b> written by the subtask once a batch, without a fence; read by anyone,
 * perhaps a moment late.
 */
public final class SubtaskMetrics {

  private final AtomicLong elementsIn = new AtomicLong();
  private final AtomicLong elementsOut = new AtomicLong();
  private final AtomicLong bundles = new AtomicLong();
  private volatile List<String> keepers = List.of();
  private final AtomicLong openBundleElements = new AtomicLong();
  private final AtomicLong outputWatermarkMillis = new AtomicLong(Watermark.INITIAL_MILLIS);

  /** Counts elements that were taken from channels, or emitted where no channel tells of them. */
  public void addElementsIn(int elements) {
    elementsIn.setOpaque(elementsIn.getPlain() + elements);
  }

  /** Counts elements that were put into channels. */
  public void addElementsOut(int elements) {
    elementsOut.setOpaque(elementsOut.getPlain() + elements);
  }

  /** Counts a bundle that ended. */
  public void addBundle() {
    bundles.setOpaque(bundles.getPlain() + 1);
  }

  /** Notes the operators to whom the end of a bundle matters. */
  public void keepers(List<String> operators) {
    keepers = List.copyOf(operators);
  }

  /** The operators to whom the end of a bundle matters. */
  public List<String> keepers() {
    return keepers;
  }

  /** The open bundles grew by {@code elements}, or shrank if that is below zero. */
  public void addOpenBundleElements(long elements) {
    openBundleElements.setOpaque(openBundleElements.getPlain() + elements);
  }

  /** Notes the lowest output watermark of the subtask's operators. */
  public void outputWatermark(long watermarkMillis) {
    outputWatermarkMillis.setOpaque(watermarkMillis);
  }

  public long elementsIn() {
    return elementsIn.getOpaque();
  }

  public long elementsOut() {
    return elementsOut.getOpaque();
  }

  public long bundles() {
    return bundles.getOpaque();
  }

  /** How many elements are in bundles that are open, or were when the job failed. */
  public long openBundleElements() {
    return openBundleElements.getOpaque();
  }

  public long outputWatermarkMillis() {
    return outputWatermarkMillis.getOpaque();
  }
}
