// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.state;

import dev.joist.execution.watermark.HoldKind;
import dev.joist.execution.watermark.HoldSet;

/**
 * Counts the watermark holds of an operator's state.
 *
 * @param holds where they are counted, with the operator's other holds
 */
public record CountedHolds(HoldSet holds) implements HoldListener {

  @Override
  public void added(long timestampMillis) {
    holds.add(HoldKind.STATE, timestampMillis);
  }

  @Override
  public void removed(long timestampMillis) {
    holds.remove(HoldKind.STATE, timestampMillis);
  }
}
