// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import dev.joist.operators.metrics.DroppedElements;
import dev.joist.operators.time.EventTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.beam.runners.core.LateDataUtils;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.WindowedValue;
import org.apache.beam.sdk.values.WindowedValues;
import org.apache.beam.sdk.values.WindowingStrategy;
import org.joda.time.Instant;

/** Drops elements, window by window, whose window has expired; counts what it drops. */
final class LateData<W extends BoundedWindow> {

  private final WindowingStrategy<?, W> windowing;
  private final Counter dropped = DroppedElements.tooLate();

  LateData(WindowingStrategy<?, W> windowing) {
    this.windowing = windowing;
  }

  /** What of {@code elements} is not too late at a watermark. */
  <T> List<WindowedValue<T>> filter(List<WindowedValue<T>> elements, long watermarkMillis) {
    Instant watermark = EventTime.instant(watermarkMillis);
    for (int i = 0; i < elements.size(); i++) {
      if (isLateInAny(elements.get(i), watermark)) {
        return filterFrom(i, elements, watermark);
      }
    }
    return elements;
  }

  private <T> List<WindowedValue<T>> filterFrom(
      int first, List<WindowedValue<T>> elements, Instant watermark) {
    List<WindowedValue<T>> kept = new ArrayList<>(elements.subList(0, first));
    for (WindowedValue<T> element : elements.subList(first, elements.size())) {
      List<BoundedWindow> windows = new ArrayList<>();
      for (BoundedWindow window : element.getWindows()) {
        if (isExpired(window, watermark)) {
          dropped.inc();
        } else {
          windows.add(window);
        }
      }
      if (!windows.isEmpty()) {
        kept.add(
            WindowedValues.of(
                element.getValue(), element.getTimestamp(), windows, element.getPaneInfo()));
      }
    }
    return kept;
  }

  private boolean isLateInAny(WindowedValue<?> element, Instant watermark) {
    Collection<? extends BoundedWindow> windows = element.getWindows();
    for (BoundedWindow window : windows) {
      if (isExpired(window, watermark)) {
        return true;
      }
    }
    return false;
  }

  private boolean isExpired(BoundedWindow window, Instant watermark) {
    return LateDataUtils.garbageCollectionTime(window, windowing).isBefore(watermark);
  }
}
