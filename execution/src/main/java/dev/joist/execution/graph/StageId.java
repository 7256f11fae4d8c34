// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.graph;

/** Number of a stage in its plan, from 0, in topological order. */
public record StageId(int value) implements Comparable<StageId> {

  @Override
  public int compareTo(StageId other) {
    return Integer.compare(value, other.value);
  }

  @Override
  public String toString() {
    return "stage " + value;
  }
}
