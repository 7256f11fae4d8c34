// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.group;

import dev.joist.execution.watermark.Watermark;
import dev.joist.operators.size.ElementSizes;
import dev.joist.operators.state.KeyIdentity;
import dev.joist.operators.time.Keyed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.WindowedValue;
import org.jspecify.annotations.Nullable;

/** Elements of a bundle by key: several of a key are cheaper to group together than one by one. */
final class CollectedElements<K extends @Nullable Object, InputT> {

  private static final int COUNT_WHEN_STREAMING = 4096;
  private static final int COUNT_IN_BATCH = 65_536;

  /** What elements may take, where they are large. */
  private static final long MOST_BYTES = 16 << 20;

  private final KeyIdentity<K> identities;
  private final int mostCount;
  private final ElementSizes<InputT> sizes;
  private Map<Keyed<K>, List<WindowedValue<InputT>>> byKey = new LinkedHashMap<>();
  private int count;
  private long bytes;
  private long earliestEndMillis = Watermark.FINAL_MILLIS;
  private @Nullable BoundedWindow lastWindow;

  /**
   * No elements.
   *
   * @param isStreaming whether results are due early, so that fewer are collected
   */
  CollectedElements(Coder<K> keyCoder, Coder<InputT> valueCoder, boolean isStreaming) {
    this.identities = KeyIdentity.by(keyCoder);
    this.sizes = new ElementSizes<>(valueCoder);
    this.mostCount = isStreaming ? COUNT_WHEN_STREAMING : COUNT_IN_BATCH;
  }

  /** Adds an element of a key; returns whether that is enough. */
  boolean add(K key, WindowedValue<InputT> element) {
    byKey.computeIfAbsent(Keyed.of(identities, key), keyed -> new ArrayList<>()).add(element);
    noteWindowEnds(element);
    count++;
    bytes += sizes.sizeBytes(element);
    return count >= mostCount || bytes >= MOST_BYTES;
  }

  private void noteWindowEnds(WindowedValue<?> element) {
    for (BoundedWindow window : element.getWindows()) {
      if (!window.equals(lastWindow)) {
        lastWindow = window;
        earliestEndMillis = Math.min(earliestEndMillis, window.maxTimestamp().getMillis());
      }
    }
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** Whether a window of one of them ends strictly before {@code timeMillis}. */
  boolean isDue(long timeMillis) {
    return earliestEndMillis < timeMillis;
  }

  /** Takes out all elements, by key in the order of their arrival. */
  Map<Keyed<K>, List<WindowedValue<InputT>>> take() {
    Map<Keyed<K>, List<WindowedValue<InputT>>> taken = byKey;
    byKey = new LinkedHashMap<>();
    count = 0;
    bytes = 0;
    earliestEndMillis = Watermark.FINAL_MILLIS;
    lastWindow = null;
    return taken;
  }
}
