// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.operator;

/**
 * Identity of an operator in a plan; stable over submissions of the same pipeline.
 *
 * @param value the full name of the transform, with a suffix where one transform becomes several
 *     operators
 */
public record OperatorId(String value) implements Comparable<OperatorId> {

  public OperatorId {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("an operator's id cannot be empty");
    }
  }

  @Override
  public int compareTo(OperatorId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
