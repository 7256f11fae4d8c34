// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import dev.joist.execution.channel.Waiter;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;

/**
 * The lanes of a subtask that wait for the world around it: the one that waits for input, and those
 * that are suspended inside an output.
 *
 * <p><b>Threading:</b> a named concurrency part. {@link #add} and {@link #remove} are called with
 * the baton, {@link #wake} by anyone. A lane is added before its last look for what it waits for; a
 * waker publishes its work first and then reads the list behind a full fence, so that at least one
 * of the two sees the other.
 */
final class WaitingLanes implements Waiter {

  private volatile List<Parker> parkers = List.of();

  void add(Parker parker) {
    List<Parker> more = new ArrayList<>(parkers);
    more.add(parker);
    parkers = more;
  }

  void remove(Parker parker) {
    List<Parker> fewer = new ArrayList<>(parkers);
    fewer.remove(parker);
    parkers = fewer;
  }

  @Override
  public void wake() {
    VarHandle.fullFence();
    List<Parker> current = parkers;
    for (int i = 0; i < current.size(); i++) {
      current.get(i).wake();
    }
  }
}
