// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.check;

import dev.joist.execution.operator.ForwardingContext;
import dev.joist.execution.operator.OperatorContext;
import dev.joist.execution.operator.Receiver;
import java.util.ArrayList;
import java.util.List;

/** A context whose outputs are checked. */
final class CheckedContext extends ForwardingContext {

  private final List<CheckedOutput> outputs = new ArrayList<>();

  CheckedContext(CheckSpec spec, OperatorContext context) {
    super(context);
    for (int i = 0; i < spec.outputCoders().size(); i++) {
      outputs.add(
          new CheckedOutput(spec.transform(), spec.outputCoders().get(i), context.output(i)));
    }
  }

  /** Looks at all that was emitted since the last call. */
  void verifyOutputs() {
    outputs.forEach(CheckedOutput::verifyAll);
  }

  @Override
  public Receiver output(int output) {
    return outputs.get(output);
  }
}
