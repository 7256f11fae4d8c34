// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.pardo;

import dev.joist.execution.operator.OperatorContext;
import dev.joist.operators.services.Spilling;
import dev.joist.operators.state.SharedItems;
import dev.joist.operators.view.PaneStore;
import dev.joist.state.CellId;
import dev.joist.state.SubtaskStores;
import java.util.function.Supplier;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.jspecify.annotations.Nullable;

/**
 * What survives of an operator with side inputs: their panes, and the elements that wait for them.
 *
 * @param waiting elements that wait
 * @param panes panes that have come
 * @param room makes the memory of one lane for elements that wait
 */
public record SideInputStores<T>(
    SharedItems<WaitingElement<T>> waiting, PaneStore panes, Supplier<WaitingMemory<T>> room) {

  /**
   * The stores of an operator without keys whose lanes share nothing else; null if it reads no
   * views.
   *
   * @param elements what waits, in words that tell the operators of the transform apart
   */
  public static <T> @Nullable SideInputStores<T> shared(
      ParDoSpec<T, ?> spec, String elements, Spilling spilling, OperatorContext context) {
    return spec.sideInputs().isEmpty()
        ? null
        : context.shared(() -> open(spec, elements, spec.inputCoder(), spilling, context.stores()));
  }

  /**
   * Declares the stores of an operator that reads the views of {@code spec}.
   *
   * @param elements what waits, in words that tell the operators of the transform apart
   * @param coder its coder
   */
  public static <T> SideInputStores<T> open(
      ParDoSpec<?, ?> spec,
      String elements,
      Coder<T> coder,
      Spilling spilling,
      SubtaskStores stores) {
    Coder<? extends BoundedWindow> windowCoder = spec.windowing().getWindowFn().windowCoder();
    return new SideInputStores<>(
        new SharedItems<>(
            stores.items(
                new CellId(spec.transform(), elements + " that wait for side inputs"),
                new WaitingElementCodec<>(coder, windowCoder))),
        new PaneStore(spec.transform(), "panes for " + elements, spec.sideInputs(), stores),
        () -> new WaitingMemory<>(spec.transform(), coder, windowCoder, spilling));
  }

  /** The panes of {@code stores}, of which there may be none. */
  public static @Nullable PaneStore panesOf(@Nullable SideInputStores<?> stores) {
    return stores == null ? null : stores.panes();
  }
}
