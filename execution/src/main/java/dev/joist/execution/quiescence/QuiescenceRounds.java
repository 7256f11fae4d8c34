// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.quiescence;

import dev.joist.execution.channel.Cut;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Rounds of markers until one finds that nobody worked.
 *
 * <p><b>Threading:</b> a named concurrency part; all state is guarded by the object's monitor, and
 * nothing that it calls waits.
 *
 * @param <S> what identifies a subtask
 */
public final class QuiescenceRounds<S> implements Quiescence {

  /** Sends a marker into all sources. */
  @FunctionalInterface
  public interface MarkerSender {
    void send(Cut marker);
  }

  private final MarkerSender sender;
  private final List<Participant> participants = new ArrayList<>();
  private final Set<S> live = new HashSet<>();
  private final Set<S> outstanding = new HashSet<>();
  private boolean requested;
  private boolean roundOpen;
  private boolean anyWorked;
  private long round;

  public QuiescenceRounds(MarkerSender sender) {
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

  /** A subtask acted on the marker of the open round. */
  public synchronized void onMarker(S subtask, Cut marker, boolean worked) {
    if (marker.id() != round) {
      throw new IllegalStateException(
          "%s answered marker %d while round %d is open".formatted(subtask, marker.id(), round));
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
    sender.send(new Cut(Cut.Kind.MARKER, round));
  }

  private void closeRoundIfComplete() {
    if (!roundOpen || !outstanding.isEmpty()) {
      return;
    }
    roundOpen = false;
    if (!requested || live.isEmpty()) {
      return;
    }
    if (anyWorked) {
      startRound();
    } else {
      requested = false;
      participants.forEach(Participant::onQuiescent);
    }
  }
}
