// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.invoke;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.apache.beam.runners.core.SideInputReader;
import org.apache.beam.sdk.values.PCollectionView;
import org.jspecify.annotations.Nullable;

/**
 * The side inputs of a function as the current element sees them.
 *
 * @param byTag views by the name of the parameter that takes them
 */
record ElementSideInputs(
    CurrentElement<?> current, SideInputReader reader, Map<String, PCollectionView<?>> byTag) {

  /** The view for the window that the element's window is mapped to. */
  <T> @Nullable T read(PCollectionView<T> view) {
    requireNonNull(view, "View passed to sideInput cannot be null");
    var window = view.getWindowMappingFn().getSideInputWindow(current.onlyWindow());
    if (!reader.contains(view)) {
      throw new IllegalArgumentException("calling sideInput() with unknown view");
    }
    return reader.get(view, window);
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
