// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.graph;

import dev.joist.execution.channel.SizeEstimator;
import dev.joist.execution.operator.OperatorId;

/**
 * Elements of one output go to one input port.
 *
 * @param from where they come from
 * @param to where they go; each input port has exactly one link
 * @param partitioning how they are spread
 * @param handover what they become on their way to another stage
 * @param sizes estimates the memory that they keep there
 */
public record Link(
    Output from,
    Input to,
    Partitioning partitioning,
    Handover handover,
    SizeEstimator.Factory sizes) {

  /** A link whose elements go by reference and are of unknown size. */
  public Link(Output from, Input to, Partitioning partitioning) {
    this(from, to, partitioning, Handover.BY_REFERENCE, SizeEstimator.none());
  }

  /** An output of an operator, by index. */
  public record Output(OperatorId operator, int index) {}

  /** An input port of an operator, by index. */
  public record Input(OperatorId operator, int port) {}

  @Override
  public String toString() {
    return "%s.%d -> %s.%d (%s)"
        .formatted(
            from.operator(),
            from.index(),
            to.operator(),
            to.port(),
            partitioning.getClass().getSimpleName());
  }
}
