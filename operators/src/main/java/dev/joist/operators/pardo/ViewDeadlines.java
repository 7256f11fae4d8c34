// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.pardo;

import dev.joist.execution.watermark.Watermark;
import dev.joist.operators.view.SideInputs;
import java.util.Arrays;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;

/**
 * For each view the watermark past which it is ready, without a pane, for one more of the windows
 * that wait.
 */
final class ViewDeadlines {

  private final SideInputs sideInputs;
  private final long[] earliestMillis;

  ViewDeadlines(SideInputs sideInputs) {
    this.sideInputs = sideInputs;
    this.earliestMillis = new long[sideInputs.views()];
    clear();
  }

  /** A window of the main input begins to wait. */
  void add(BoundedWindow mainWindow) {
    for (int view = 0; view < earliestMillis.length; view++) {
      earliestMillis[view] =
          Math.min(earliestMillis[view], sideInputs.readyPastMillis(view, mainWindow));
    }
  }

  /** No window waits. */
  void clear() {
    Arrays.fill(earliestMillis, Watermark.FINAL_MILLIS);
  }

  /** Whether {@code watermarkMillis} makes {@code view} ready for a window that waits. */
  boolean arePassed(int view, long watermarkMillis) {
    return watermarkMillis == Watermark.FINAL_MILLIS || watermarkMillis > earliestMillis[view];
  }
}
