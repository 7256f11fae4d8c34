// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.pardo;

import dev.joist.operators.time.EventTime;
import org.apache.beam.sdk.values.WindowedValue;

/**
 * An element that waits for a side input.
 *
 * @param element it, in one window
 * @param holdMillis it holds the output watermark there
 */
record WaitingElement<T>(WindowedValue<T> element, long holdMillis) {

  /** Where an element holds that came before the watermark. */
  static long ownHoldMillis(WindowedValue<?> element) {
    return EventTime.holdMillis(element.getTimestamp());
  }
}
