// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import dev.joist.execution.channel.Channel;
import dev.joist.execution.channel.ChannelMemory;
import dev.joist.execution.channel.Cut;
import dev.joist.execution.channel.ElementBatch;
import dev.joist.execution.channel.Item;
import dev.joist.execution.channel.ItemReceiver;
import dev.joist.execution.channel.SizeEstimator;
import dev.joist.execution.channel.Waiter;
import dev.joist.execution.graph.Link;
import dev.joist.execution.graph.OperatorNode;
import dev.joist.execution.graph.Partitioning;
import dev.joist.execution.graph.Stage;
import dev.joist.execution.graph.StageId;
import dev.joist.execution.metrics.SubtaskMetrics;
import dev.joist.execution.operator.Operator;
import dev.joist.execution.operator.OperatorId;
import dev.joist.execution.operator.Progress;
import dev.joist.execution.quiescence.QuiescenceRounds;
import dev.joist.execution.time.Clock;
import dev.joist.state.SubtaskScope;
import dev.joist.state.SubtaskStores;
import dev.joist.state.heap.HeapStateBackend;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * A subtask of one operator that the test steps by itself, with channels that the test fills and
 * empties. Input {@code n} has a channel of its own, and all outputs share one.
 */
final class SteppedSubtask implements SubtaskEnvironment.Events {

  private static final Waiter NOBODY = () -> {};

  /** A number from a thousand on keeps that many bytes; the size of smaller ones is not known. */
  private static final SizeEstimator BYTES_BY_VALUE =
      element -> (Long) element < 1000 ? 0 : (Long) element;

  private final List<Channel> inputs = new ArrayList<>();
  private final Channel output;
  private final Subtask subtask;
  private final List<String> cuts = new ArrayList<>();

  SteppedSubtask(OperatorNode node, SubtaskLimits limits, Clock clock) throws Exception {
    this(node, limits, clock, false);
  }

  /** A subtask which, if {@code tellsTime}, tells its time and is told that of its producers. */
  SteppedSubtask(OperatorNode node, SubtaskLimits limits, Clock clock, boolean tellsTime)
      throws Exception {
    Map<Link.Input, StageWiring.Input> wired = new HashMap<>();
    List<Inbox.Inbound> inbound = new ArrayList<>();
    for (int port = 0; port < node.inputs().size(); port++) {
      inputs.add(new Channel(1024, NOBODY, NOBODY));
      inbound.add(new Inbox.Inbound(inputs.get(port), 0, tellsTime));
      wired.put(new Link.Input(node.id(), port), new StageWiring.Input(port, 1));
    }
    output =
        new Channel(
            limits.channelBatches(),
            limits.channelBytes(),
            ChannelMemory.unlimited(),
            NOBODY,
            NOBODY);
    List<StageWiring.Outbound> outbound = new ArrayList<>();
    for (int i = 0; i < node.outputs().size(); i++) {
      Link link =
          new Link(
              new Link.Output(node.id(), i),
              new Link.Input(new OperatorId("next"), i),
              new Partitioning.Rebalance());
      outbound.add(new StageWiring.Outbound(link, i, List.of(output)));
    }
    Stage stage = new Stage(new StageId(0), 1, List.of(node), List.of(), tellsTime);
    subtask = create(new StageWiring(stage, wired, inbound, List.of(), outbound), limits, clock);
  }

  private Subtask create(StageWiring wiring, SubtaskLimits limits, Clock clock) throws Exception {
    SubtaskId id = new SubtaskId(0, "stage", 0, 1);
    SubtaskEnvironment environment =
        new SubtaskEnvironment(
            clock,
            limits,
            1,
            new HeapStateBackend(),
            new QuiescenceRounds<SubtaskId>(marker -> {}),
            this,
            BYTES_BY_VALUE);
    SubtaskMetrics metrics = new SubtaskMetrics();
    Inbox inbox = new Inbox(wiring.inbound(), wiring.slotsOfInputs());
    Outbox outbox =
        new Outbox(
            limits,
            BYTES_BY_VALUE,
            metrics,
            SteppedSubtask::neverSuspended,
            wiring.stage().tellsTime());
    wiring.outboundChannels().forEach(outbox::addChannel);
    ChainBuilder builder = new ChainBuilder(wiring, inbox, outbox);
    List<Operator> operators = new ArrayList<>();
    SubtaskStores stores = new HeapStateBackend().open(new SubtaskScope(0, 1, 1, 0));
    builder.createOperators(
        1,
        0,
        (node, outputs) ->
            new SubtaskContext(
                node.id(), id, environment, outputs, stores, NOBODY, inbox::producersTimeMillis),
        operators);
    for (Operator operator : operators) {
      operator.open();
    }
    return new Subtask(
        new SubtaskParts(
            id, inbox, outbox, builder.chain(), metrics, new StartGate(0), builder.stageInputs()),
        environment);
  }

  private static void neverSuspended(BooleanSupplier mayGoOn) {
    throw new IllegalStateException("the subtask was suspended inside an output");
  }

  /** Puts a batch of elements into an input. */
  SteppedSubtask elements(int input, long... elements) {
    ElementBatch batch = new ElementBatch(input, elements.length);
    for (long element : elements) {
      batch.add(element);
    }
    inputs.get(input).put(batch);
    return this;
  }

  SteppedSubtask watermark(int input, long millis) {
    inputs.get(input).put(new Item.WatermarkItem(input, millis));
    return this;
  }

  SteppedSubtask idle(int input) {
    inputs.get(input).put(new Item.IdleItem(input));
    return this;
  }

  SteppedSubtask time(int input, long millis) {
    inputs.get(input).put(new Item.TimeItem(millis));
    return this;
  }

  SteppedSubtask cut(int input, Cut cut) {
    inputs.get(input).put(new Item.CutItem(cut));
    return this;
  }

  SteppedSubtask end(int input) {
    inputs.get(input).put(new Item.EndItem());
    return this;
  }

  void inject(Cut cut) {
    subtask.inject(cut);
  }

  Progress step() throws Exception {
    return subtask.step();
  }

  /** Steps until there is nothing to do. */
  Progress settle() throws Exception {
    Progress progress = step();
    while (progress == Progress.WORKED) {
      progress = step();
    }
    return progress;
  }

  long deadlineMillis() {
    return subtask.deadlineMillis();
  }

  /** What the subtask sent since it was last asked, such as {@code 0:[1, 2]} and {@code end}. */
  List<String> sent() {
    List<String> sent = new ArrayList<>();
    for (Item item = output.poll(); item != null; item = output.poll()) {
      item.deliverTo(new Printer(sent));
    }
    return sent;
  }

  /** The cuts acted on, such as {@code BARRIER 1 worked}. */
  List<String> cuts() {
    return cuts;
  }

  @Override
  public boolean isCancelled() {
    return false;
  }

  @Override
  public void onOpened(SubtaskId subtask) {}

  @Override
  public boolean mayStart() {
    return true;
  }

  @Override
  public void onCut(SubtaskId id, Cut cut, boolean worked) {
    cuts.add(cut.kind() + " " + cut.id() + (worked ? " worked" : " rested"));
  }

  @Override
  public void onDone(SubtaskId id) {}

  @Override
  public void onFailed(SubtaskId id, Throwable failure) {}

  private record Printer(List<String> lines) implements ItemReceiver {

    @Override
    public void onBatch(ElementBatch batch) {
      List<Object> elements = new ArrayList<>();
      for (int i = 0; i < batch.size(); i++) {
        elements.add(batch.element(i));
      }
      lines.add(batch.input() + ":" + elements);
    }

    @Override
    public void onWatermark(int input, long watermarkMillis) {
      lines.add(
          input + ":wm " + (watermarkMillis == Long.MAX_VALUE ? "final" : "" + watermarkMillis));
    }

    @Override
    public void onIdle(int input) {
      lines.add(input + ":idle");
    }

    @Override
    public void onTime(long timeMillis) {
      lines.add("time " + (timeMillis == Long.MAX_VALUE ? "final" : "" + timeMillis));
    }

    @Override
    public void onCut(Cut cut) {
      lines.add(cut.kind() + " " + cut.id());
    }

    @Override
    public void onEnd() {
      lines.add("end");
    }
  }
}
