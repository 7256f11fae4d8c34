// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import dev.joist.execution.channel.Waiter;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What others want a subtask to do, in the order in which they said so.
 *
 * <p><b>Threading:</b> {@link #send} is for any thread, {@link #run} for whoever has the baton.
 */
final class Mailbox {

  private final ConcurrentLinkedQueue<Runnable> letters = new ConcurrentLinkedQueue<>();
  private final Waiter owner;

  Mailbox(Waiter owner) {
    this.owner = owner;
  }

  void send(Runnable letter) {
    letters.add(letter);
    owner.wake();
  }

  /** Does all that was asked for; returns whether that was anything. */
  boolean run() {
    boolean ran = false;
    for (Runnable letter = letters.poll(); letter != null; letter = letters.poll()) {
      letter.run();
      ran = true;
    }
    return ran;
  }
}
