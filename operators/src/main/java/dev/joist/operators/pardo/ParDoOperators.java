// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.pardo;

import dev.joist.execution.operator.Operator;
import dev.joist.execution.operator.OperatorContext;
import dev.joist.execution.operator.OperatorFactory;
import dev.joist.execution.watermark.HoldSet;
import dev.joist.operators.services.JobServices;
import dev.joist.operators.state.BeamStateInternals;
import dev.joist.operators.state.CountedHolds;
import org.apache.beam.sdk.coders.Coder;
import org.jspecify.annotations.Nullable;

/** Makes the operators of this package. */
public final class ParDoOperators {

  private ParDoOperators() {}

  public static <InputT, OutputT> OperatorFactory create(
      ParDoSpec<InputT, OutputT> spec, JobServices services) {
    return spec.isStateful()
        ? context -> stateful(spec, services, context)
        : OperatorFactory.inLanes(context -> new ParDoOperator<>(spec, services, context));
  }

  private static <InputT, OutputT> Operator stateful(
      ParDoSpec<InputT, OutputT> spec, JobServices services, OperatorContext context) {
    HoldSet holds = new HoldSet();
    Coder<?> keyCoder = spec.keyCoder();
    if (keyCoder == null) {
      throw new IllegalArgumentException("%s has no key coder".formatted(spec.transform()));
    }
    return stateful(spec, keyCoder, services, holds, context);
  }

  private static <K extends @Nullable Object, InputT, OutputT> Operator stateful(
      ParDoSpec<InputT, OutputT> spec,
      Coder<K> keyCoder,
      JobServices services,
      HoldSet holds,
      OperatorContext context) {
    BeamStateInternals<K> states =
        BeamStateInternals.open(
            context.stores(),
            spec.transform(),
            keyCoder,
            spec.windowing().getWindowFn().windowCoder(),
            new CountedHolds(holds));
    return new StatefulParDoOperator<>(spec, services, states, holds, context);
  }
}
