// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.parse;

import dev.joist.translation.logical.LogicalCollection;
import dev.joist.translation.logical.LogicalNode;
import dev.joist.translation.logical.Wiring;

/**
 * Reshuffle and both kinds of Redistribute.
 *
 * <p>A key coder that is not deterministic does no harm here: it decides where an element goes, not
 * what it is grouped with.
 */
final class ReshuffleTranslator implements TransformTranslator {

  private final boolean keyed;

  private ReshuffleTranslator(boolean keyed) {
    this.keyed = keyed;
  }

  /** Elements of a key stay together. */
  static ReshuffleTranslator byKey() {
    return new ReshuffleTranslator(true);
  }

  /** Elements are spread evenly. */
  static ReshuffleTranslator arbitrarily() {
    return new ReshuffleTranslator(false);
  }

  @Override
  public LogicalNode translate(TransformContext transform) {
    Wiring wiring = transform.singleWiring();
    if (!keyed) {
      return new LogicalNode.Reshuffle(wiring, null);
    }
    LogicalCollection input = transform.onlyInput();
    return new LogicalNode.Reshuffle(wiring, transform.pairCoder(input).getKeyCoder());
  }
}
