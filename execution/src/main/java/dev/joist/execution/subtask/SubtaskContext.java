// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import dev.joist.execution.operator.OncePassed;
import dev.joist.execution.operator.OperatorContext;
import dev.joist.execution.operator.OperatorId;
import dev.joist.execution.operator.Receiver;
import dev.joist.execution.operator.SideTask;
import dev.joist.execution.operator.StopFlag;
import dev.joist.execution.quiescence.Quiescence;
import dev.joist.execution.time.Clock;
import dev.joist.state.SubtaskStores;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The context of one operator in one lane. */
record SubtaskContext(
    OperatorId operatorId,
    SubtaskLoop subtask,
    SubtaskEnvironment environment,
    List<Receiver> outputs,
    SubtaskStores stores,
    LaneSurroundings lane)
    implements OperatorContext {

  SubtaskContext {
    outputs = List.copyOf(outputs);
  }

  @Override
  public int subtaskIndex() {
    return subtask.id().index();
  }

  @Override
  public int parallelism() {
    return subtask.id().parallelism();
  }

  @Override
  public int maxParallelism() {
    return environment.maxParallelism();
  }

  @Override
  public Clock clock() {
    return environment.clock();
  }

  @Override
  public StopFlag stop() {
    return environment.events().stop();
  }

  @Override
  public long producersTimeMillis() {
    return lane.producersTime().getAsLong();
  }

  @Override
  public Receiver output(int output) {
    return outputs.get(output);
  }

  @Override
  public <T> T shared(Supplier<T> maker) {
    return subtask.shared(operatorId, maker);
  }

  @Override
  public void whenPassed(OncePassed action) {
    lane.passages().add(action);
  }

  @Override
  public @Nullable Runnable startBeside(SideTask task) {
    return subtask.startBeside(task);
  }

  @Override
  public void wake() {
    lane.waiter().wake();
  }

  @Override
  public Quiescence quiescence() {
    return environment.quiescence();
  }
}
