// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.execution.channel.Channel;
import dev.joist.execution.channel.ChannelMemory;
import dev.joist.execution.channel.Cut;
import dev.joist.execution.channel.ElementBatch;
import dev.joist.execution.channel.Item;
import dev.joist.execution.channel.ItemReceiver;
import dev.joist.execution.channel.SizeEstimator;
import dev.joist.execution.channel.Waiter;
import dev.joist.execution.graph.Handover;
import dev.joist.execution.graph.Link;
import dev.joist.execution.graph.OperatorNode;
import dev.joist.execution.graph.Partitioning;
import dev.joist.execution.graph.Stage;
import dev.joist.execution.graph.StageId;
import dev.joist.execution.operator.OperatorId;
import dev.joist.execution.operator.Progress;
import dev.joist.execution.operator.StopFlag;
import dev.joist.execution.quiescence.QuiescenceRounds;
import dev.joist.execution.time.Clock;
import dev.joist.state.heap.HeapStateBackend;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A subtask of one operator that the test steps by itself, with channels that the test fills and
 * empties. Input {@code n} has a channel of its own, and all outputs share one.
 *
 * <p>Where the operator runs in lanes, a test steps one lane in the middle of a turn of another:
 * that is all that threads can do as well. Inputs from the second on are then side inputs.
 */
final class SteppedSubtask implements SubtaskEnvironment.Events {

  private static final Waiter NOBODY = () -> {};

  /** A number from a thousand on keeps that many bytes; the size of smaller ones is not known. */
  private static final SizeEstimator.Factory BYTES_BY_VALUE =
      () -> element -> (Long) element < 1000 ? 0 : (Long) element;

  private final List<Channel> inputs = new ArrayList<>();
  private final Channel output;
  private final Subtask subtask;
  private final SubtaskLoop loop;
  private final ArrayDeque<LaneLoop> started = new ArrayDeque<>();
  private final AtomicBoolean lacksMemory = new AtomicBoolean();
  private final List<Lane> lanes = new ArrayList<>();
  private final List<String> cuts = new ArrayList<>();
  private final StopFlag stop = new StopFlag();

  SteppedSubtask(OperatorNode node, SubtaskLimits limits, Clock clock) throws Exception {
    this(node, limits, clock, false);
  }

  /** A subtask which, if {@code tellsTime}, tells its time and is told that of its producers. */
  SteppedSubtask(OperatorNode node, SubtaskLimits limits, Clock clock, boolean tellsTime)
      throws Exception {
    boolean isElastic = node.factory().runsInLanes();
    Map<Link.Input, StageWiring.Input> wired = new HashMap<>();
    List<Inbox.Inbound> inbound = new ArrayList<>();
    for (int port = 0; port < node.inputs().size(); port++) {
      inputs.add(new Channel(1024, NOBODY, NOBODY));
      inbound.add(new Inbox.Inbound(inputs.get(port), 0, tellsTime));
      wired.put(
          new Link.Input(node.id(), port), new StageWiring.Input(port, 1, isElastic && port > 0));
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
              new Partitioning.Rebalance(),
              Handover.BY_REFERENCE,
              BYTES_BY_VALUE);
      outbound.add(new StageWiring.Outbound(link, i, List.of(output)));
    }
    Stage stage = new Stage(new StageId(0), 1, List.of(node), List.of(), tellsTime);
    loop =
        new SubtaskLoop(
            new SubtaskId(0, "stage", 0, 1),
            environment(limits, clock),
            new NoThreads(started, lacksMemory),
            new StartGate(0),
            isElastic ? limits.maxLanes() : 1,
            isElastic || tellsTime);
    loop.connect(new StageWiring(stage, wired, inbound, List.of(), outbound));
    subtask = loop.subtask();
    openLanes();
  }

  private SubtaskEnvironment environment(SubtaskLimits limits, Clock clock) {
    return new SubtaskEnvironment(
        clock,
        limits,
        1,
        new HeapStateBackend(),
        new QuiescenceRounds<SubtaskId>(marker -> {}),
        this,
        new ChannelMemory(limits.jobChannelBytes()));
  }

  private void openLanes() throws Exception {
    for (LaneLoop next = started.poll(); next != null; next = started.poll()) {
      lanes.add(next.create(loop.wiring()));
    }
  }

  /** Runs nothing: the test does. */
  private record NoThreads(ArrayDeque<LaneLoop> started, AtomicBoolean lacksMemory)
      implements SubtaskExecutor {

    @Override
    public Parker register(String name, Body body) {
      if (lacksMemory.getAndSet(false)) {
        throw new OutOfMemoryError("for a lane");
      }
      started.add((LaneLoop) body);
      return new NoWaiting();
    }

    @Override
    public void watch(Runnable look, long periodMillis) {}

    @Override
    public void start() {}

    @Override
    public void interrupt() {}

    @Override
    public boolean awaitEnd(Duration timeout) {
      return true;
    }
  }

  private static final class NoWaiting implements Parker {

    @Override
    public void prepare() {}

    @Override
    public void park(long deadlineMillis) {
      throw new IllegalStateException("the subtask was suspended inside an output");
    }

    @Override
    public void unprepare() {}

    @Override
    public void wake() {}
  }

  /** Puts a batch of elements into an input. */
  SteppedSubtask elements(int input, long... elements) {
    ElementBatch batch = new ElementBatch(input, elements.length);
    for (long element : elements) {
      batch.add(element, BYTES_BY_VALUE.create().sizeBytes(element));
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
    return step(0);
  }

  /** Steps the first lane until there is nothing to do. */
  Progress settle() throws Exception {
    Progress progress = step();
    while (progress == Progress.WORKED) {
      progress = step();
    }
    return progress;
  }

  long deadlineMillis() {
    return subtask.deadlineMillis(lanes.get(0));
  }

  /** Gives lane number {@code lane}, from 0, a turn. */
  Progress step(int lane) throws Exception {
    return subtask.step(lanes.get(lane));
  }

  /** Steps a lane until it rests or is done. */
  Progress rest(int lane) throws Exception {
    Lane resting = lanes.get(lane);
    subtask.lanes().goOn(resting);
    Progress progress = step(lane);
    while (progress == Progress.WORKED) {
      progress = step(lane);
    }
    if (progress == Progress.IDLE) {
      subtask.lanes().prepareToRest(resting);
      assertThat(step(lane)).isEqualTo(Progress.IDLE);
    }
    return progress;
  }

  boolean rests(int lane) {
    return lanes.get(lane).status().isResting();
  }

  /** So much time passes that a lane which is in a turn counts as blocked; opens new lanes. */
  int watch() throws Exception {
    for (int look = 0; look < 3; look++) {
      subtask.watch();
    }
    openLanes();
    return lanes.size();
  }

  /** There is no memory for the next lane when it is first started. */
  void lackMemoryForTheNextLane() {
    lacksMemory.set(true);
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
  public StopFlag stop() {
    return stop;
  }

  @Override
  public boolean isDraining() {
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
  public void onFailing(Throwable cause) {}

  @Override
  public void onFailed(SubtaskId id, Throwable failure) {}

  @Override
  public void onClosed(SubtaskId id) {}

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
