// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.operator;

import dev.joist.execution.quiescence.Quiescence;
import dev.joist.execution.time.Clock;
import dev.joist.state.SubtaskStores;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A context that is another one in all that a subclass does not change. */
public abstract class ForwardingContext implements OperatorContext {

  private final OperatorContext context;

  /** Passes everything on to {@code context}. */
  protected ForwardingContext(OperatorContext context) {
    this.context = context;
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
  public StopFlag stop() {
    return context.stop();
  }

  @Override
  public long producersTimeMillis() {
    return context.producersTimeMillis();
  }

  @Override
  public Receiver output(int output) {
    return context.output(output);
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
  public void whenPassed(OncePassed action) {
    context.whenPassed(action);
  }

  @Override
  public @Nullable Runnable startBeside(SideTask task) {
    return context.startBeside(task);
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
