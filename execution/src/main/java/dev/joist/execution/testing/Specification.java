// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.testing;

import dev.joist.execution.graph.Partitioning.KeyGroupFunction;
import dev.joist.execution.operator.OperatorFactory;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is played.
 *
 * @param factory makes the operator
 * @param inputs how many inputs it has
 * @param outputs how many outputs it has
 * @param steps the script
 * @param view what of an emitted element is compared
 * @param ends whether the operator ends after the final watermark of all its inputs
 * @param keyGroups finds the key group of an element of input 0; null if it has no keys
 */
record Specification(
    OperatorFactory factory,
    int inputs,
    int outputs,
    List<Step> steps,
    Function<Object, Object> view,
    boolean ends,
    @Nullable KeyGroupFunction keyGroups) {

  Specification {
    steps = List.copyOf(steps);
  }
}
