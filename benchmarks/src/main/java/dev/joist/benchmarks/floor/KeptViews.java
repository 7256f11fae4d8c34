// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.floor;

import dev.joist.operators.view.MaterializedView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.runners.core.SideInputReader;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.WindowedValue;
import org.jspecify.annotations.Nullable;

/**
 * What functions read beside their elements.
 *
 * <p><b>Threading:</b> {@link #add} is for any lane; who reads does so when all have added.
 */
final class KeptViews implements SideInputReader {

  private final Map<PCollectionView<?>, Map<BoundedWindow, List<Object>>> elements =
      new HashMap<>();
  private final Map<PCollectionView<?>, Map<BoundedWindow, Object>> applied = new HashMap<>();

  synchronized void add(PCollectionView<?> view, WindowedValue<?> element) {
    for (BoundedWindow window : element.getWindows()) {
      elements
          .computeIfAbsent(view, any -> new HashMap<>())
          .computeIfAbsent(window, any -> new ArrayList<>())
          .add(element.getValue());
    }
  }

  /** A reader for one lane, which keeps what it has looked at. */
  KeptViews forLane() {
    KeptViews views = new KeptViews();
    synchronized (this) {
      views.elements.putAll(elements);
    }
    return views;
  }

  @Override
  @SuppressWarnings("unchecked") // A view's function makes what the view says.
  public <T> @Nullable T get(PCollectionView<T> view, BoundedWindow window) {
    return (T)
        applied
            .computeIfAbsent(view, any -> new HashMap<>())
            .computeIfAbsent(window, any -> MaterializedView.of(view, contents(view, window)));
  }

  private List<Object> contents(PCollectionView<?> view, BoundedWindow window) {
    return elements.getOrDefault(view, Map.of()).getOrDefault(window, List.of());
  }

  @Override
  public <T> boolean contains(PCollectionView<T> view) {
    return true;
  }

  @Override
  public boolean isEmpty() {
    return false;
  }
}
