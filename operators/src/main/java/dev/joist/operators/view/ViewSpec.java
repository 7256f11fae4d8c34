// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.view;

import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.values.WindowingStrategy;

/**
 * Making the panes of a view out of a collection.
 *
 * <p>The operator runs in one subtask. It takes plain elements and emits, for each window that its
 * trigger fires, one element whose value is the {@code Iterable} of that pane.
 *
 * @param transform name of the operator for people
 * @param elementCoder coder of the collection's elements
 * @param windowing strategy of the collection
 * @param shape what those who read the view see of its elements
 * @param strategy which of the ways to make panes it takes
 */
public record ViewSpec<T>(
    String transform,
    Coder<T> elementCoder,
    WindowingStrategy<?, ?> windowing,
    ViewShape shape,
    ViewStrategy strategy) {

  /** A view whose panes are grouped. */
  public ViewSpec(
      String transform, Coder<T> elementCoder, WindowingStrategy<?, ?> windowing, ViewShape shape) {
    this(transform, elementCoder, windowing, shape, ViewStrategy.GROUPED);
  }

  /** The same view, whose panes are made in another way. */
  public ViewSpec<T> by(ViewStrategy newStrategy) {
    return new ViewSpec<>(transform, elementCoder, windowing, shape, newStrategy);
  }
}
