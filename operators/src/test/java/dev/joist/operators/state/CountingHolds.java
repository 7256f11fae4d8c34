// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.state;

import java.util.ArrayList;
import java.util.List;

/** Keeps the holds that are in state, and refuses to lose one that is not. */
final class CountingHolds implements HoldListener {

  private final List<Long> held = new ArrayList<>();

  @Override
  public void added(long timestampMillis) {
    held.add(timestampMillis);
  }

  @Override
  public void removed(long timestampMillis) {
    if (!held.remove((Long) timestampMillis)) {
      throw new AssertionError(
          "the hold at %d was removed, and only %s are held".formatted(timestampMillis, held));
    }
  }

  /** Timestamps in the order of their addition. */
  List<Long> held() {
    return List.copyOf(held);
  }
}
