// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.parse;

import dev.joist.translation.logical.LogicalNode;

/** Flatten, of none and of one collection twice as well. */
final class FlattenTranslator implements TransformTranslator {

  @Override
  public LogicalNode translate(TransformContext transform) {
    return new LogicalNode.Flatten(transform.unionWiring());
  }
}
