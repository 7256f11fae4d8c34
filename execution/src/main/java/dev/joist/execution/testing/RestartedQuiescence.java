// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.testing;

import dev.joist.execution.quiescence.Quiescence;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The job's search for quiescent moments, of which operators that are gone hear no more. */
final class RestartedQuiescence implements Quiescence, Quiescence.Participant {

  private final Quiescence job;
  private final List<Participant> participants = new CopyOnWriteArrayList<>();
  private int place = -1;

  RestartedQuiescence(Quiescence job) {
    this.job = job;
  }

  @Override
  public int register(Participant participant) {
    participants.add(participant);
    if (place < 0) {
      place = job.register(this);
    }
    return place;
  }

  @Override
  public void request() {
    job.request();
  }

  @Override
  public void whenPassed(Runnable told) {
    job.whenPassed(told);
  }

  @Override
  public void onQuiescent() {
    participants.forEach(Participant::onQuiescent);
  }

  /** All that have registered are gone. */
  void forget() {
    participants.clear();
  }
}
