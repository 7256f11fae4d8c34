// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.invoke;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.apache.beam.runners.core.SideInputReader;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.PCollectionView;
import org.jspecify.annotations.Nullable;

/** The side inputs of a function as the current element sees them. */
final class ElementSideInputs {

  private final CurrentElement<?> current;
  private final SideInputReader reader;
  private final Map<String, PCollectionView<?>> byTag;
  private @Nullable Mapped latest;

  /** What a view maps the window of an element to; the next element is mostly in the same. */
  private record Mapped(PCollectionView<?> view, BoundedWindow from, BoundedWindow to) {}

  /**
   * Side inputs.
   *
   * @param byTag views by the name of the parameter that takes them
   */
  ElementSideInputs(
      CurrentElement<?> current, SideInputReader reader, Map<String, PCollectionView<?>> byTag) {
    this.current = current;
    this.reader = reader;
    this.byTag = byTag;
  }

  /** The view for the window that the element's window is mapped to. */
  <T> @Nullable T read(PCollectionView<T> view) {
    requireNonNull(view, "View passed to sideInput cannot be null");
    BoundedWindow window = mapped(view, current.onlyWindow());
    if (!reader.contains(view)) {
      throw new IllegalArgumentException("calling sideInput() with unknown view");
    }
    return reader.get(view, window);
  }

  @SuppressWarnings("ReferenceEquality") // What is not the same object is mapped anew.
  private BoundedWindow mapped(PCollectionView<?> view, BoundedWindow window) {
    Mapped mapped = latest;
    if (mapped == null || mapped.view() != view || mapped.from() != window) {
      mapped = new Mapped(view, window, view.getWindowMappingFn().getSideInputWindow(window));
      latest = mapped;
    }
    return mapped.to();
  }

  /** The view that a parameter takes. */
  @Nullable Object read(String tag) {
    PCollectionView<?> view = byTag.get(tag);
    if (view == null) {
      throw new IllegalStateException(
          "Side input tag %s not found among %s".formatted(tag, byTag.keySet()));
    }
    return read(view);
  }
}
