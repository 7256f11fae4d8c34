// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.jspecify.annotations.Nullable;

/** The open windows of a key, which merge. */
final class OpenWindows<W extends BoundedWindow> {

  /** Nothing was asked for. */
  static final long NEVER = Long.MAX_VALUE;

  private static final int FEW = 4;

  private final Map<W, OpenWindow<W>> byWindow = new LinkedHashMap<>(FEW);
  private long nextPlace;
  private long calledAtMillis = NEVER;

  /** No windows. */
  OpenWindows() {}

  /** Windows as they were written, without any of them yet. */
  OpenWindows(long nextPlace, long calledAtMillis) {
    this.nextPlace = nextPlace;
    this.calledAtMillis = calledAtMillis;
  }

  /**
   * A copy.
   *
   * @param other what is copied
   */
  OpenWindows(OpenWindows<W> other) {
    this(other.nextPlace, other.calledAtMillis);
    other.all().forEach(open -> put(new OpenWindow<>(open.window(), open.place(), true)));
  }

  boolean isEmpty() {
    return byWindow.isEmpty();
  }

  int size() {
    return byWindow.size();
  }

  /** All of them, in the order in which they were opened. */
  Collection<OpenWindow<W>> all() {
    return byWindow.values();
  }

  /** The windows themselves, as they are now. */
  List<W> windows() {
    return new ArrayList<>(byWindow.keySet());
  }

  /** That which is {@code window}; null if it is not open. */
  @Nullable OpenWindow<W> find(W window) {
    return byWindow.get(window);
  }

  /** That which is {@code window}; it is opened, without contents, if it was not. */
  OpenWindow<W> findOrOpen(W window) {
    OpenWindow<W> found = byWindow.get(window);
    if (found == null) {
      found = new OpenWindow<>(window, nextPlace, false);
      nextPlace++;
      put(found);
    }
    return found;
  }

  /** Puts one in under the name that it has. */
  void put(OpenWindow<W> open) {
    byWindow.put(open.window(), open);
  }

  /** Takes one out. */
  void remove(OpenWindow<W> open) {
    byWindow.remove(open.window());
  }

  /** Makes one {@code window} from now on. */
  void rename(OpenWindow<W> open, W window) {
    remove(open);
    open.become(window);
    put(open);
  }

  /** Takes out those whose last millisecond is before {@code timeMillis}, the earliest first. */
  List<OpenWindow<W>> takeEndedBefore(long timeMillis) {
    List<OpenWindow<W>> ended = new ArrayList<>();
    for (OpenWindow<W> open : byWindow.values()) {
      if (open.endMillis() < timeMillis) {
        ended.add(open);
      }
    }
    ended.forEach(this::remove);
    ended.sort(Comparator.comparingLong(OpenWindow::endMillis));
    return ended;
  }

  /** The end of the window that ends first; {@link #NEVER} without any. */
  long earliestEndMillis() {
    long earliest = NEVER;
    for (OpenWindow<W> open : byWindow.values()) {
      earliest = Math.min(earliest, open.endMillis());
    }
    return earliest;
  }

  /** The place that the next new window gets. */
  long nextPlace() {
    return nextPlace;
  }

  /**
   * The end for which the key was entered among those that are due; {@link #NEVER} if it is not.
   */
  long calledAtMillis() {
    return calledAtMillis;
  }

  /** The key was entered for {@code millis}. */
  void calledAt(long millis) {
    calledAtMillis = millis;
  }
}
