// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.check;

import dev.joist.execution.operator.ForwardingOperator;
import dev.joist.execution.operator.Operator;
import dev.joist.execution.operator.OperatorContext;
import dev.joist.execution.operator.OperatorFactory;
import dev.joist.execution.operator.Receiver;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;

/**
 * An operator whose user code is watched.
 *
 * <p>Every element it emits passes through its coder, so that those who read it get what would come
 * out of a file or a network, and neither an element that it took nor one that it emitted may
 * change. That is looked at after each element and at the end of each bundle.
 */
public final class CheckedOperator extends ForwardingOperator {

  private final CheckSpec spec;
  private final CheckedContext context;
  private final List<CheckedInput> inputs = new ArrayList<>();

  private CheckedOperator(Operator operator, CheckSpec spec, CheckedContext context) {
    super(operator);
    this.spec = spec;
    this.context = context;
  }

  /** Makes the operators of {@code factory}, and watches them. */
  public static OperatorFactory factory(OperatorFactory factory, CheckSpec spec) {
    OperatorFactory checking = context -> create(factory, spec, context);
    return factory.runsInLanes() ? OperatorFactory.inLanes(checking) : checking;
  }

  private static Operator create(OperatorFactory factory, CheckSpec spec, OperatorContext context)
      throws Exception {
    CheckedContext checked = new CheckedContext(spec, context);
    return new CheckedOperator(factory.create(checked), spec, checked);
  }

  /** Ports after the first take the panes of views, which are the runner's own. */
  @Override
  public Receiver input(int port) {
    Receiver receiver = super.input(port);
    Coder<?> coder = spec.inputCoder();
    if (port > 0 || coder == null) {
      return receiver;
    }
    CheckedInput checked = new CheckedInput(spec.transform(), coder, receiver);
    inputs.add(checked);
    return checked;
  }

  @Override
  public void finishBundle() throws Exception {
    super.finishBundle();
    context.verifyOutputs();
    inputs.forEach(CheckedInput::verifyAll);
  }
}
