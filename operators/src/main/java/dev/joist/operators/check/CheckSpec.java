// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.check;

import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.jspecify.annotations.Nullable;

/**
 * What is checked of one operator.
 *
 * @param transform full name of the transform
 * @param inputCoder coder of the main input, whose elements must not change; null where they may,
 *     or where there is none
 * @param outputCoders coder of each output
 */
public record CheckSpec(
    String transform, @Nullable Coder<?> inputCoder, List<Coder<?>> outputCoders) {

  public CheckSpec {
    outputCoders = List.copyOf(outputCoders);
  }
}
