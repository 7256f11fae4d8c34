// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.logical;

import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.values.WindowingStrategy;

/**
 * A PCollection of a logical plan.
 *
 * @param id its identity in the plan
 * @param name its name for people
 * @param coder coder of its elements
 * @param windowing how its elements are windowed
 * @param bounded whether it ends
 */
public record LogicalCollection(
    CollectionId id,
    String name,
    Coder<?> coder,
    WindowingStrategy<?, ?> windowing,
    boolean bounded) {

  /** The same collection with another identity, name and coder. */
  public LogicalCollection derived(CollectionId newId, String newName, Coder<?> newCoder) {
    return new LogicalCollection(newId, newName, newCoder, windowing, bounded);
  }
}
