// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.parse;

import dev.joist.translation.logical.LogicalNode;
import java.util.Optional;

/** What the logical plan can say and no operator runs yet. */
final class Refusals {

  private Refusals() {}

  /** Why {@code node} cannot run, if it cannot. */
  static Optional<Problem> problem(LogicalNode node) {
    if (node instanceof LogicalNode.SplittableParDo splittable) {
      return Optional.of(
          Problem.unsupported(
              node.name(),
              "a splittable DoFn (%s, beam:transform:pardo:v1)"
                  .formatted(splittable.spec().fn().getClass().getName()),
              "read from a BoundedSource or an UnboundedSource instead"));
    }
    return Optional.empty();
  }
}
