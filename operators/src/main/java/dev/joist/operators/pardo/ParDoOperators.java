// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.pardo;

import dev.joist.execution.operator.Operator;
import dev.joist.execution.operator.OperatorContext;
import dev.joist.execution.operator.OperatorFactory;
import dev.joist.execution.watermark.HoldSet;
import dev.joist.operators.JobServices;

/** Makes the operators of this package. */
public final class ParDoOperators {

  private ParDoOperators() {}

  public static <InputT, OutputT> OperatorFactory create(
      ParDoSpec<InputT, OutputT> spec, JobServices services) {
    return spec.isStateful()
        ? context -> stateful(spec, services, context)
        : context -> new ParDoOperator<>(spec, services, context);
  }

  private static <InputT, OutputT> Operator stateful(
      ParDoSpec<InputT, OutputT> spec, JobServices services, OperatorContext context) {
    HoldSet holds = new HoldSet();
    return new StatefulParDoOperator<>(spec, services, services.states(holds), holds, context);
  }
}
