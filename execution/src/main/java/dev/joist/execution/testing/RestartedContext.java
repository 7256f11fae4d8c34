// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.testing;

import dev.joist.execution.operator.ForwardingContext;
import dev.joist.execution.operator.OperatorContext;
import dev.joist.execution.operator.Receiver;
import dev.joist.execution.quiescence.Quiescence;
import dev.joist.state.SubtaskScope;
import dev.joist.state.SubtaskStores;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * The context of one of the operators that follow each other: it has stores of its own, and shares
 * nothing with those before it and beside it.
 */
final class RestartedContext extends ForwardingContext {

  private final SubtaskScope scope;
  private final SubtaskStores stores;
  private final Quiescence quiescence;
  private final IntFunction<Receiver> outputs;

  RestartedContext(
      OperatorContext context,
      SubtaskScope scope,
      SubtaskStores stores,
      Quiescence quiescence,
      IntFunction<Receiver> outputs) {
    super(context);
    this.scope = scope;
    this.stores = stores;
    this.quiescence = quiescence;
    this.outputs = outputs;
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
  public SubtaskStores stores() {
    return stores;
  }

  @Override
  public <T> T shared(Supplier<T> maker) {
    return maker.get();
  }

  @Override
  public Quiescence quiescence() {
    return quiescence;
  }

  @Override
  public Receiver output(int output) {
    return outputs.apply(output);
  }
}
