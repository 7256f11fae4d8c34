// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import static java.util.Objects.requireNonNull;

import dev.joist.execution.channel.Cut;
import dev.joist.execution.graph.OperatorNode;
import dev.joist.execution.metrics.SubtaskMetrics;
import dev.joist.execution.operator.Operator;
import dev.joist.execution.operator.Progress;
import dev.joist.execution.operator.Receiver;
import dev.joist.state.SubtaskScope;
import dev.joist.state.SubtaskStores;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The life of a subtask on its thread: makes and opens its operators, steps it until it is done,
 * and closes the operators whatever happened.
 *
 * <p><b>Threading:</b> {@link #injectCut}, {@link #metrics} and the {@link Parker} are for any
 * thread; {@link #connect} is called before the executor starts.
 */
final class SubtaskLoop implements SubtaskExecutor.Body {

  private final SubtaskId id;
  private final SubtaskEnvironment environment;
  private final StartGate start;
  private final SubtaskMetrics metrics = new SubtaskMetrics();
  private final Parker parker;
  private final Mailbox mailbox;
  private final List<Operator> operators = new ArrayList<>();
  private @Nullable StageWiring wiring;
  private @Nullable SubtaskStores stores;
  private final ArrayDeque<Cut> injectedCuts = new ArrayDeque<>();
  private @Nullable Subtask stepped;
  private boolean suspended;

  SubtaskLoop(
      SubtaskId id, SubtaskEnvironment environment, StartGate start, SubtaskExecutor executor) {
    this.id = id;
    this.environment = environment;
    this.start = start;
    this.parker = executor.register(id.toString(), this);
    this.mailbox = new Mailbox(parker);
  }

  SubtaskId id() {
    return id;
  }

  SubtaskMetrics metrics() {
    return metrics;
  }

  Parker parker() {
    return parker;
  }

  void connect(StageWiring stageWiring) {
    this.wiring = stageWiring;
  }

  /** Makes the subtask act on a cut if none of its channels will deliver it. */
  void injectCut(Cut cut) {
    mailbox.send(() -> injectedCuts.add(cut));
  }

  @Override
  public void run() {
    Throwable failure = null;
    try {
      stepUntilDone(create());
    } catch (Throwable thrown) {
      failure = thrown;
    }
    // An interrupt was meant for the user's code and must not reach its teardown.
    Thread.interrupted();
    failure = close(failure);
    if (failure == null) {
      environment.events().onDone(id);
    } else {
      environment.events().onFailed(id, failure);
    }
  }

  private Subtask create() throws Exception {
    stores = environment.stateBackend().open(scope());
    StageWiring connections = requireNonNull(wiring, "the subtask was not connected");
    Inbox inbox = new Inbox(connections.inbound(), connections.slotsOfInputs());
    Outbox outbox =
        new Outbox(
            environment.limits(),
            environment.sizes(),
            metrics,
            this::suspend,
            connections.stage().tellsTime());
    connections.outboundChannels().forEach(outbox::addChannel);
    ChainBuilder builder = new ChainBuilder(connections, inbox, outbox);
    SubtaskStores opened = stores;
    builder.createOperators(
        environment.maxParallelism(),
        id.index(),
        (node, outputs) ->
            new SubtaskContext(
                node.id(),
                id,
                environment,
                isUntoldSource(node) ? counted(outputs) : outputs,
                opened,
                parker,
                inbox::producersTimeMillis),
        operators);
    for (Operator operator : operators) {
      operator.open();
    }
    environment.events().onOpened(id);
    suspend(environment.events()::mayStart);
    List<Receiver> receivers = builder.stageInputs();
    return new Subtask(
        new SubtaskParts(id, inbox, outbox, builder.chain(), metrics, start, receivers),
        environment);
  }

  /** Whether {@code node} is a source in a stage of whose elements no channel would tell. */
  private boolean isUntoldSource(OperatorNode node) {
    return node.inputs().isEmpty() && requireNonNull(wiring).outbound().isEmpty();
  }

  private List<Receiver> counted(List<Receiver> outputs) {
    return outputs.stream().map(this::counted).toList();
  }

  private Receiver counted(Receiver output) {
    return element -> {
      metrics.addElementsIn(1);
      output.accept(element);
    };
  }

  private SubtaskScope scope() {
    return new SubtaskScope(id.index(), id.parallelism(), environment.maxParallelism(), 0);
  }

  @Override
  public String waitsFor() {
    Subtask subtask = stepped;
    if (subtask == null) {
      return suspended ? "all operators of the job to be open" : "its first turn";
    }
    return suspended ? subtask.waitsFor() + ", inside an output" : subtask.waitsFor();
  }

  private void stepUntilDone(Subtask subtask) throws Exception {
    stepped = subtask;
    while (true) {
      checkNotCancelled();
      Progress progress = step(subtask);
      if (progress == Progress.DONE) {
        return;
      }
      if (progress == Progress.WORKED) {
        parker.yieldAfterWork();
        continue;
      }
      parker.prepare();
      progress = step(subtask);
      if (progress == Progress.IDLE) {
        checkNotCancelled();
        parker.park(subtask.deadlineMillis());
      } else {
        parker.unprepare();
        if (progress == Progress.DONE) {
          return;
        }
      }
    }
  }

  private Progress step(Subtask subtask) throws Exception {
    mailbox.run();
    while (!injectedCuts.isEmpty()) {
      subtask.inject(injectedCuts.remove());
    }
    return subtask.step();
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
    if (environment.events().isCancelled()) {
      throw new CancellationException("%s was cancelled".formatted(id));
    }
  }

  private @Nullable Throwable close(@Nullable Throwable failure) {
    Throwable first = failure;
    for (Operator operator : operators) {
      first = close(operator::close, first);
    }
    SubtaskStores opened = stores;
    return opened == null ? first : close(opened::close, first);
  }

  /** Something that is closed whatever else failed. */
  private interface Closing {
    void close() throws Exception;
  }

  private static @Nullable Throwable close(Closing closing, @Nullable Throwable first) {
    try {
      closing.close();
      return first;
    } catch (Throwable thrown) {
      if (first == null) {
        return thrown;
      }
      if (first != thrown) {
        first.addSuppressed(thrown);
      }
      return first;
    }
  }
}
