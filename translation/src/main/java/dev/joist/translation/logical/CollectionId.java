// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.logical;

/**
 * Identity of a PCollection in a logical plan.
 *
 * @param value its id in the pipeline proto, or the name that a pass gave to one it made
 */
public record CollectionId(String value) implements Comparable<CollectionId> {

  @Override
  public int compareTo(CollectionId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
