// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.parse;

import dev.joist.translation.logical.LogicalNode;

/** Takes the place of a translator where there is none: refuses the transform. */
final class UnknownTranslator implements TransformTranslator {

  static final UnknownTranslator INSTANCE = new UnknownTranslator();

  private UnknownTranslator() {}

  @Override
  public LogicalNode translate(TransformContext transform) {
    if (transform.urn().isEmpty()) {
      throw transform.unsupported(
          "a transform without a URN and without parts", "give it an expansion");
    }
    throw transform.unsupported(
        "the primitive transform %s".formatted(transform.urn()),
        "use one that the SDK expands into transforms that Joist runs");
  }
}
