// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.parse;

import dev.joist.translation.logical.LogicalNode;

/** Impulse. */
final class ImpulseTranslator implements TransformTranslator {

  @Override
  public LogicalNode translate(TransformContext transform) {
    return new LogicalNode.Impulse(transform.sourceWiring());
  }
}
