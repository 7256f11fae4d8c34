// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.WindowFn;

/**
 * Windows that a function wants to be one.
 *
 * @param parts the windows
 * @param result what they become
 */
record WindowMerge<W extends BoundedWindow>(List<W> parts, W result) {

  /** What {@code windowFn} wants of {@code windows}. */
  static <T, W extends BoundedWindow> List<WindowMerge<W>> of(
      WindowFn<T, W> windowFn, Collection<W> windows) throws Exception {
    List<WindowMerge<W>> merges = new ArrayList<>();
    windowFn.mergeWindows(
        windowFn.new MergeContext() {
          @Override
          public Collection<W> windows() {
            return windows;
          }

          @Override
          public void merge(Collection<W> toBeMerged, W result) {
            merges.add(new WindowMerge<>(List.copyOf(toBeMerged), result));
          }
        });
    return merges;
  }
}
