// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import dev.joist.execution.graph.OperatorNode;
import dev.joist.execution.operator.Operator;
import dev.joist.execution.operator.Progress;
import dev.joist.execution.operator.Receiver;
import dev.joist.state.SubtaskStores;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The life of a lane on its thread: makes and opens its operators, steps the subtask with it until
 * that is done, and closes the operators whatever happened.
 *
 * <p><b>Errors:</b> whatever is thrown on the way is why the job fails. The end of a lane has to
 * come even where no memory is left, or the job would wait for it: each of its steps is tried again
 * until there is some, which there will be, because all lanes stop and let go of what they keep.
 */
final class LaneLoop implements SubtaskExecutor.Body {

  private final SubtaskLoop owner;
  private final SubtaskEnvironment environment;
  private final Parker parker;
  private final List<Operator> operators = new ArrayList<>();
  private @Nullable Lane lane;
  private @Nullable Throwable failure;
  private boolean suspended;
  private int closed;
  private boolean isTold;
  private boolean isCounted;
  private boolean isLast;

  /**
   * The loop of a lane, registered with {@code executor} under {@code name}.
   *
   * @param owner the subtask that it is of
   */
  LaneLoop(
      SubtaskLoop owner, String name, SubtaskEnvironment environment, SubtaskExecutor executor) {
    this.owner = owner;
    this.environment = environment;
    this.parker = executor.register(name, this);
  }

  Parker parker() {
    return parker;
  }

  @Override
  public void run() {
    try {
      checkNotCancelled();
      Lane opened = create(owner.wiring());
      lane = opened;
      stepUntilDone(owner.subtask(), opened);
    } catch (Throwable thrown) {
      environment.events().onFailing(thrown);
      failure = thrown;
      owner.subtask().baton().giveAll();
    }
    while (!hasEnded()) {
      parker.backOff();
    }
  }

  /** Ends the lane; false if there was no memory for it, and a later call goes on from there. */
  private boolean hasEnded() {
    try {
      end();
      return true;
    } catch (OutOfMemoryError error) {
      return false;
    }
  }

  private void end() {
    owner.subtask().lanes().close();
    // An interrupt was meant for the user's code and must not reach its teardown.
    Thread.interrupted();
    closeOperators();
    if (failure != null && !isTold) {
      // Told before the lane is counted out: the others may block until they are stopped.
      environment.events().onFailed(owner.id(), failure);
      isTold = true;
    }
    if (!isCounted) {
      isLast = owner.isLastToEnd(failure != null);
      isCounted = true;
    }
    if (isLast) {
      owner.end();
    }
  }

  /**
   * Closes all operators and lets go of them. Where there is no memory left, what comes after needs
   * what they keep.
   */
  private void closeOperators() {
    while (closed < operators.size()) {
      Closing closing = operators.get(closed)::close;
      closed++;
      failure = Closing.close(closing, failure);
    }
    lane = null;
    operators.clear();
  }

  /** Makes the lane, opens its operators, and has it join the others. */
  Lane create(StageWiring wiring) throws Exception {
    Subtask subtask = owner.subtask();
    SubtaskStores stores = owner.stores();
    LaneInputs inputs = new LaneInputs(wiring.inputs().size());
    LaneOutputs outputs = new LaneOutputs(subtask.outbox(), this::suspendInOutput);
    Passages passages = new Passages(environment.quiescence(), environment.clock(), parker);
    LaneSurroundings surroundings =
        new LaneSurroundings(parker, inputs::producersTimeMillis, passages);
    ChainBuilder builder = new ChainBuilder(wiring, inputs, outputs, environment.events().stop());
    builder.createOperators(
        environment.maxParallelism(),
        owner.id().index(),
        (node, receivers) ->
            new SubtaskContext(
                node.id(),
                owner,
                environment,
                isUntoldSource(node, wiring) ? counted(receivers) : receivers,
                stores,
                surroundings),
        operators);
    for (Operator operator : operators) {
      checkNotCancelled();
      operator.open();
    }
    if (equals(owner.first())) {
      owner.metrics().keepers(keepers(wiring));
      environment.events().onOpened(owner.id());
      suspend(environment.events()::mayStart);
    }
    Lane made =
        new Lane(
            new LaneParts(
                inputs, outputs, builder.chain(), builder.stageInputs(), parker, passages),
            environment,
            subtask);
    subtask.lanes().join(made);
    return made;
  }

  /** The operators that may keep elements until the end of a bundle. */
  private List<String> keepers(StageWiring wiring) {
    List<String> keepers = new ArrayList<>();
    for (int i = 0; i < operators.size(); i++) {
      if (operators.get(i).prefersLargeBundles()) {
        keepers.add(wiring.stage().operators().get(i).id().value());
      }
    }
    return keepers;
  }

  /** Whether {@code node} is a source in a stage of whose elements no channel would tell. */
  private static boolean isUntoldSource(OperatorNode node, StageWiring wiring) {
    return node.inputs().isEmpty() && wiring.outbound().isEmpty();
  }

  private List<Receiver> counted(List<Receiver> outputs) {
    return outputs.stream().map(this::counted).toList();
  }

  private Receiver counted(Receiver output) {
    return element -> {
      owner.metrics().addElementsIn(1);
      output.accept(element);
    };
  }

  @Override
  public String waitsFor() {
    Lane stepped = lane;
    if (stepped == null) {
      return suspended ? "all operators of the job to be open" : "its first turn";
    }
    String waitsFor = owner.subtask().waitsFor(stepped);
    return suspended ? waitsFor + ", inside an output" : waitsFor;
  }

  private void stepUntilDone(Subtask subtask, Lane stepped) throws Exception {
    while (true) {
      checkNotCancelled();
      Progress progress = subtask.step(stepped);
      if (progress == Progress.WORKED) {
        parker.yieldAfterWork();
        continue;
      }
      if (progress == Progress.IDLE) {
        progress = lookOnceMoreAndRest(subtask, stepped);
      }
      if (progress == Progress.DONE) {
        return;
      }
    }
  }

  private Progress lookOnceMoreAndRest(Subtask subtask, Lane resting) throws Exception {
    subtask.lanes().prepareToRest(resting);
    Progress progress = subtask.step(resting);
    if (progress == Progress.IDLE) {
      checkNotCancelled();
      parker.park(subtask.deadlineMillis(resting));
    } else {
      parker.unprepare();
    }
    subtask.lanes().goOn(resting);
    return progress;
  }

  private void suspendInOutput(BooleanSupplier mayGoOn) {
    Lanes lanes = owner.subtask().lanes();
    lanes.waitsOutside(parker);
    try {
      suspend(mayGoOn);
    } finally {
      lanes.waitedOutside(parker);
    }
  }

  private void suspend(BooleanSupplier mayGoOn) {
    suspended = true;
    while (!mayGoOn.getAsBoolean()) {
      checkNotCancelled();
      parker.prepare();
      if (mayGoOn.getAsBoolean()) {
        parker.unprepare();
      } else {
        parker.park(Long.MAX_VALUE);
      }
    }
    suspended = false;
  }

  private void checkNotCancelled() {
    if (environment.events().stop().isRaised()) {
      throw new CancellationException("%s was cancelled".formatted(owner.id()));
    }
  }
}
