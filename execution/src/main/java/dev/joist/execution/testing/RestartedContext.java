// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.testing;

import dev.joist.execution.operator.OperatorContext;
import dev.joist.execution.operator.OperatorId;
import dev.joist.execution.operator.Receiver;
import dev.joist.execution.quiescence.Quiescence;
import dev.joist.execution.time.Clock;
import dev.joist.state.SubtaskScope;
import dev.joist.state.SubtaskStores;
import java.util.function.IntFunction;

/** The context of one of the operators that follow each other: it has stores of its own. */
record RestartedContext(
    OperatorContext context,
    SubtaskScope scope,
    SubtaskStores stores,
    Quiescence quiescence,
    IntFunction<Receiver> outputs)
    implements OperatorContext {

  @Override
  public OperatorId operatorId() {
    return context.operatorId();
  }

  @Override
  public int subtaskIndex() {
    return scope.subtask();
  }

  @Override
  public int parallelism() {
    return scope.parallelism();
  }

  @Override
  public int maxParallelism() {
    return context.maxParallelism();
  }

  @Override
  public long producersTimeMillis() {
    return context.producersTimeMillis();
  }

  @Override
  public Clock clock() {
    return context.clock();
  }

  @Override
  public Receiver output(int output) {
    return outputs.apply(output);
  }

  @Override
  public void wake() {
    context.wake();
  }
}
