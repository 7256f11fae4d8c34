// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.check;

import dev.joist.execution.operator.OperatorContext;
import dev.joist.execution.operator.OperatorId;
import dev.joist.execution.operator.Receiver;
import dev.joist.execution.quiescence.Quiescence;
import dev.joist.execution.time.Clock;
import dev.joist.state.SubtaskStores;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A context whose outputs are checked. */
final class CheckedContext implements OperatorContext {

  private final OperatorContext context;
  private final List<CheckedOutput> outputs = new ArrayList<>();

  CheckedContext(CheckSpec spec, OperatorContext context) {
    this.context = context;
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

  @Override
  public OperatorId operatorId() {
    return context.operatorId();
  }

  @Override
  public int subtaskIndex() {
    return context.subtaskIndex();
  }

  @Override
  public int parallelism() {
    return context.parallelism();
  }

  @Override
  public int maxParallelism() {
    return context.maxParallelism();
  }

  @Override
  public Clock clock() {
    return context.clock();
  }

  @Override
  public long producersTimeMillis() {
    return context.producersTimeMillis();
  }

  @Override
  public SubtaskStores stores() {
    return context.stores();
  }

  @Override
  public <T> T shared(Supplier<T> maker) {
    return context.shared(maker);
  }

  @Override
  public void wake() {
    context.wake();
  }

  @Override
  public Quiescence quiescence() {
    return context.quiescence();
  }
}
