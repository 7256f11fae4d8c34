// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.jspecify.annotations.Nullable;

/** A window of a key that merges with others, and where its contents are. */
final class OpenWindow<W extends BoundedWindow> {

  private W window;
  private final long place;
  private boolean filled;
  private @Nullable OpenWindow<W> mergedInto;

  /**
   * A window.
   *
   * @param place where its contents are, or will be
   * @param filled whether there are any
   */
  OpenWindow(W window, long place, boolean filled) {
    this.window = window;
    this.place = place;
    this.filled = filled;
  }

  W window() {
    return window;
  }

  long place() {
    return place;
  }

  long endMillis() {
    return window.maxTimestamp().getMillis();
  }

  boolean isFilled() {
    return filled;
  }

  /** There are contents now. */
  void fill() {
    filled = true;
  }

  /** It is {@code result} from now on, as all that was merged into it. */
  void become(W result) {
    window = result;
  }

  /** It is part of another one from now on. */
  void mergeInto(OpenWindow<W> other) {
    mergedInto = other;
  }

  /** This one, or that of which it has become part. */
  OpenWindow<W> merged() {
    OpenWindow<W> last = this;
    while (last.mergedInto != null) {
      last = last.mergedInto;
    }
    return last;
  }
}
