// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.splittable;

import dev.joist.execution.operator.OperatorFactory;
import dev.joist.operators.services.JobServices;
import org.jspecify.annotations.Nullable;

/** Makes the operators of this package. */
public final class SplittableOperators {

  private SplittableOperators() {}

  /** The operator for the phase that {@code spec} names. */
  public static <InputT, OutputT, RestrictionT, StateT extends @Nullable Object>
      OperatorFactory create(
          SplittableSpec<InputT, OutputT, RestrictionT, StateT> spec, JobServices services) {
    return switch (spec.phase()) {
      case WHOLE ->
          throw new IllegalArgumentException(
              "%s was not expanded: no operator does all of a splittable ParDo"
                  .formatted(spec.transform()));
      case SPLIT ->
          OperatorFactory.inLanes(context -> new SplitOperator<>(spec, services, context));
      case PROCESS ->
          OperatorFactory.inLanes(context -> new ProcessOperator<>(spec, services, context));
    };
  }
}
