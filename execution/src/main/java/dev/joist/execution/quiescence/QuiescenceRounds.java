// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.quiescence;

import dev.joist.execution.channel.Cut;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Rounds of cuts, one after the other: of markers until one finds that nobody worked, and of
 * passages for those who want to know when something was processed.
 *
 * <p>What was sent before a round began lies before its cut. So those who asked by then are told
 * when the round is complete, whichever kind it is of; those who ask later need another.
 *
 * <p><b>Threading:</b> a named concurrency part; all state is guarded by the object's monitor, and
 * nothing that it calls waits.
 *
 * @param <S> what identifies a subtask
 */
public final class QuiescenceRounds<S> implements Quiescence {

  /** Sends a cut into all sources. */
  @FunctionalInterface
  public interface CutSender {
    void send(Cut cut);
  }

  private final CutSender sender;
  private final List<Participant> participants = new ArrayList<>();
  private final Set<S> live = new HashSet<>();
  private final Set<S> outstanding = new HashSet<>();
  private final List<Runnable> toBeTold = new ArrayList<>();
  private final List<Runnable> toldByRound = new ArrayList<>();
  private Cut.Kind kind = Cut.Kind.MARKER;
  private boolean requested;
  private boolean roundOpen;
  private boolean anyWorked;
  private long round;

  public QuiescenceRounds(CutSender sender) {
    this.sender = sender;
  }

  /** Says which subtasks there are, before they start. */
  public synchronized void begin(List<S> subtasks) {
    live.addAll(subtasks);
  }

  @Override
  public synchronized int register(Participant participant) {
    participants.add(participant);
    return participants.size() - 1;
  }

  @Override
  public synchronized void request() {
    requested = true;
    if (!roundOpen) {
      startRound();
    }
  }

  @Override
  public synchronized void whenPassed(Runnable told) {
    toBeTold.add(told);
    if (!roundOpen) {
      startRound();
    }
  }

  /** A subtask acted on the cut of the open round. */
  public synchronized void onMarker(S subtask, Cut cut, boolean worked) {
    if (cut.id() != round) {
      throw new IllegalStateException(
          "%s answered marker %d while round %d is open".formatted(subtask, cut.id(), round));
    }
    anyWorked |= worked;
    outstanding.remove(subtask);
    closeRoundIfComplete();
  }

  /** A subtask ended; that counts as work in the open round. */
  public synchronized void onDone(S subtask) {
    live.remove(subtask);
    anyWorked = true;
    outstanding.remove(subtask);
    closeRoundIfComplete();
  }

  private void startRound() {
    round++;
    roundOpen = true;
    anyWorked = false;
    outstanding.addAll(live);
    toldByRound.addAll(toBeTold);
    toBeTold.clear();
    kind = requested ? Cut.Kind.MARKER : Cut.Kind.PASSAGE;
    sender.send(new Cut(kind, round));
  }

  private void closeRoundIfComplete() {
    if (!roundOpen || !outstanding.isEmpty()) {
      return;
    }
    roundOpen = false;
    toldByRound.forEach(Runnable::run);
    toldByRound.clear();
    if (requested && kind == Cut.Kind.MARKER && !anyWorked) {
      requested = false;
      participants.forEach(Participant::onQuiescent);
    }
    if (!live.isEmpty() && (requested || !toBeTold.isEmpty())) {
      startRound();
    }
  }
}
