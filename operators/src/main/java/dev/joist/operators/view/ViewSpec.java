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
 */
public record ViewSpec<T>(
    String transform, Coder<T> elementCoder, WindowingStrategy<?, ?> windowing) {}
