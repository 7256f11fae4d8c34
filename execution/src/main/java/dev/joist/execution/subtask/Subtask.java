// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import dev.joist.execution.channel.Cut;
import dev.joist.execution.channel.ElementBatch;
import dev.joist.execution.channel.Item;
import dev.joist.execution.channel.ItemReceiver;
import dev.joist.execution.metrics.SubtaskMetrics;
import dev.joist.execution.operator.Progress;
import dev.joist.execution.watermark.Watermark;
import org.jspecify.annotations.Nullable;

/**
 * One parallel instance of a stage: its channels, and the lanes that process what comes by them.
 *
 * <p><b>Threading.</b> Everything in it belongs to whoever has the {@link Baton}. A lane has it
 * before and after each of its turns. Others send mail or wake a lane.
 */
final class Subtask implements ItemReceiver {

  private final SubtaskId id;
  private final SubtaskEnvironment environment;
  private final SubtaskMetrics metrics;
  private final Mailbox mailbox;
  private final Baton baton;
  private final boolean isElastic;
  private final boolean[] isSide;
  private final Inbox inbox;
  private final Outbox outbox;
  private final Lanes lanes;
  private final StartGate start;
  private @Nullable Lane current;
  private @Nullable OpenBatch batch;
  private @Nullable Cut cut;
  private boolean workedSinceMarker = true;
  private boolean anyBusy;
  private boolean begun;
  private boolean ended;

  /**
   * A subtask without lanes.
   *
   * @param start keeps sources of the subtask from working yet
   */
  Subtask(
      SubtaskId id,
      SubtaskEnvironment environment,
      SubtaskMetrics metrics,
      StageWiring wiring,
      LaneSupply supply,
      StartGate start) {
    this.id = id;
    this.environment = environment;
    this.metrics = metrics;
    this.mailbox = supply.mailbox();
    this.isElastic = supply.most() > 1;
    this.isSide = wiring.sideInputs();
    this.baton = supply.isWatched() ? Baton.ofMany() : Baton.ofOne();
    this.inbox = new Inbox(wiring.inbound(), wiring.slotsOfInputs());
    this.outbox = new Outbox(environment.limits(), metrics, baton, wiring.stage().tellsTime());
    wiring.outboundChannels().forEach(outbox::addChannel);
    wiring.outbound().forEach(out -> outbox.addLink(new LinkWatermark(out.input(), out.targets())));
    this.lanes =
        new Lanes(supply, baton, outbox, metrics, new TimeTelling(outbox, environment.clock()));
    this.start = start;
    this.begun = start.isOpen();
  }

  Lanes lanes() {
    return lanes;
  }

  Outbox outbox() {
    return outbox;
  }

  Baton baton() {
    return baton;
  }

  /** Takes a cut from outside, to be acted on if no channel delivers it; with the baton. */
  void inject(Cut injected) {
    inbox.inject(injected);
  }

  /** Gives {@code lane}, whose thread calls, a turn; reports what came of it and never waits. */
  Progress step(Lane lane) throws Exception {
    Turn turn;
    baton.take();
    try {
      mailbox.run();
      if (outbox.isBlocked()) {
        lanes.restForRoom(lane);
        return Progress.IDLE;
      }
      lanes.thereIsRoom();
      if (ended) {
        lanes.wakeAll();
        return Progress.DONE;
      }
      turn = begin(lane);
    } finally {
      baton.give();
    }
    if (isElastic) {
      // What other lanes do during a turn must not matter; a simulation shows that it does not.
      lane.parker().yieldAfterWork();
    }
    boolean worked = lane.run(turn);
    baton.take();
    try {
      return end(lane, turn, worked);
    } finally {
      baton.give();
    }
  }

  private Turn begin(Lane lane) {
    lane.begin();
    lanes.shareSides(lane);
    boolean mayBegin = begun || start.isOpen();
    boolean sawItem = unclaimed() == 0 && takeItem(lane);
    int elements = unclaimed();
    // What came before the gate opened, the views, is taken first.
    begun |= mayBegin && !sawItem && elements == 0;
    alignCut(elements);
    lane.look(inbox);
    boolean takesElements = elements > 0 && mayTakeElements(lane);
    if (takesElements) {
      lane.status().takesElements();
    }
    if (lane.isSlow() && hasMoreThanOne(lane, takesElements)) {
      lanes.wakeAnother();
    }
    boolean isHeld = cut != null && cut.divides() && lane.status().hasAnswered(cut);
    return new Turn(
        takesElements ? batch : null,
        cut != null && lane.status().hasAnswered(cut) ? null : cut,
        isHeld,
        lane.status().takeCatchesUp(),
        begun,
        sawItem,
        inbox.isAtEnd());
  }

  /**
   * Whether {@code lane} may begin elements. Those that are large beside the memory for what lanes
   * have begun are begun by one lane at a time; that one goes on with the next.
   */
  private boolean mayTakeElements(Lane lane) {
    return mayBeginAnother() || !lanes.othersTakeElements(lane);
  }

  private boolean mayBeginAnother() {
    return batch == null || environment.memory().mayBegin(batch.begunBytes());
  }

  private Progress end(Lane lane, Turn turn, boolean worked) {
    lane.status().endTurn();
    LaneWork work = lane.work();
    metrics.addElementsIn(work.elementsIn());
    metrics.addOpenBundleElements(lane.bundleGrowth());
    workedSinceMarker |= work.processed() > 0;
    if (turn.cut() != null) {
      lane.status().answered(turn.cut());
      anyBusy |= work.isBusy();
      passCutOn(turn.cut());
    }
    if (isFinished()) {
      // Not done before the end has found room in every channel: nobody would put it there later.
      outbox.emitEnd();
      ended = true;
      lanes.wakeAll();
      return Progress.WORKED;
    }
    if (worked) {
      return Progress.WORKED;
    }
    lanes.rest(lane);
    return Progress.IDLE;
  }

  /** How many elements of the open batch nobody has begun. */
  private int unclaimed() {
    return batch == null ? 0 : batch.unclaimed();
  }

  /**
   * Takes what a channel says of the elements of {@code taken}, all of which were begun. A
   * watermark that came with elements is taken with them: a timer of processing time that they set,
   * for a pane ahead of that watermark, would otherwise fire in between on a slow machine.
   */
  void onBatchTaken(Lane lane, OpenBatch taken) {
    baton.take();
    try {
      if (!taken.equals(batch)) {
        return;
      }
      batch = null;
      takeWhatIsSaid();
      lane.look(inbox);
    } finally {
      baton.give();
    }
  }

  private boolean takeItem(Lane lane) {
    batch = null;
    Item item = inbox.poll();
    if (item == null) {
      return false;
    }
    current = lane;
    item.deliverTo(this);
    if (item.isAboutElementsBefore()) {
      takeWhatIsSaid();
    }
    return true;
  }

  /** Takes what else the channel of the last item says of the elements that it delivered. */
  private void takeWhatIsSaid() {
    Item said = inbox.pollAboutLast();
    while (said != null) {
      said.deliverTo(this);
      said = inbox.pollAboutLast();
    }
  }

  @Override
  public void onBatch(ElementBatch arrived) {
    if (isElastic && isSide[arrived.input()] && current != null) {
      current.takeSide(arrived);
      lanes.sidesArrived(current);
    } else {
      batch = new OpenBatch(arrived, isElastic);
    }
  }

  @Override
  public void onWatermark(int input, long watermarkMillis) {
    if (inbox.onWatermark(input, watermarkMillis)) {
      workedSinceMarker = true;
      lanes.wakeKeepers();
    }
  }

  @Override
  public void onIdle(int input) {
    inbox.onIdle(input);
    lanes.wakeKeepers();
  }

  @Override
  public void onTime(long timeMillis) {
    inbox.onTime(timeMillis);
    lanes.wakeKeepers();
  }

  @Override
  public void onCut(Cut arrived) {
    inbox.onCut(arrived);
  }

  @Override
  public void onEnd() {
    inbox.onEnd();
    if (inbox.isAtEnd()) {
      lanes.wakeAll();
    }
  }

  /** Asks the lanes to answer a cut that has come on all channels, once all before it was begun. */
  private void alignCut(int elements) {
    if (cut == null && elements == 0) {
      cut = inbox.alignedCut();
      if (cut != null) {
        if (!cut.divides()) {
          // What comes behind it does not wait until the last lane has answered.
          inbox.cutDone(cut);
        }
        lanes.wakeKeepers();
      }
    }
  }

  /** Sends a cut on that all lanes have answered. */
  private void passCutOn(Cut answered) {
    if (!answered.equals(cut) || !lanes.haveAnswered(answered)) {
      return;
    }
    cut = null;
    if (answered.divides()) {
      inbox.cutDone(answered);
    }
    boolean worked = workedSinceMarker || anyBusy;
    anyBusy = false;
    switch (answered.kind()) {
      case BARRIER -> lanes.expectSnapshot(false);
      case MARKER -> workedSinceMarker = false;
      case PASSAGE -> {}
    }
    outbox.emitCut(answered);
    environment.events().onCut(id, answered, worked);
  }

  private boolean isFinished() {
    return !ended && inbox.isAtEnd() && cut == null && unclaimed() == 0 && lanes.areFinished();
  }

  /** When {@code lane}, which rests, wants a turn though nobody wakes it. */
  long deadlineMillis(Lane lane) {
    baton.take();
    try {
      return lane.deadlineMillis(inbox.isAtEnd());
    } finally {
      baton.give();
    }
  }

  /** Looks whether lanes are blocked while there is input, and lets others take it. */
  void watch() {
    baton.take();
    try {
      boolean isHeld = cut != null && cut.divides();
      boolean mayGoOn = !ended && !isHeld && !outbox.isBlocked();
      lanes.watch(mayGoOn && mayBeginAnother() ? waitingElements() : 0, mayGoOn);
    } finally {
      baton.give();
    }
  }

  /** Whether there is something to do beside what {@code lane} will do now. */
  private boolean hasMoreThanOne(Lane lane, boolean takesElements) {
    return (takesElements && waitingElements() > 1 && mayBeginAnother())
        || (isElastic && lane.chain().workForOthers() > 0);
  }

  /** How many lanes would have something to begin with: elements, and items to look at. */
  private int waitingElements() {
    return unclaimed() + (inbox.hasItems() ? 1 : 0);
  }

  /** What an idle lane waits for, for people. */
  String waitsFor(Lane lane) {
    if (outbox.overdraft() > 0) {
      return "room for " + outbox.overdraft() + " items in the channels that it writes";
    }
    return "%s; output watermark %s, %s"
        .formatted(
            inbox.waitsFor(),
            Watermark.format(lane.chain().outputWatermark()),
            lane.chain().hasOwnWork() ? ownWork() : "no own work");
  }

  private String ownWork() {
    return begun ? "own work not done" : "own work that starts after other stages";
  }
}
