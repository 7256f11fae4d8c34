// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.view;

import org.apache.beam.sdk.values.PCollectionView;

/**
 * A view as one consumer reads it.
 *
 * @param view the view with its function, window mapping and the strategy of its collection
 * @param tag the id by which the transform names it
 */
public record SideInputSpec(PCollectionView<?> view, String tag) {}
