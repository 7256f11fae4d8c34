// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.curves;

import dev.joist.benchmarks.schedule.Schedule;

/**
 * The work of a {@link Load} on one part of the keys, in plain Java. It makes all events in their
 * order and leaves those of other keys out, so that no lane waits for another.
 *
 * @param lane which part, from 0
 * @param lanes how many there are
 * @param results where results go
 */
record PlainLane(Load load, Schedule schedule, int lane, int lanes, Checksum results)
    implements Runnable {

  private static final long ODD = 0x9E3779B97F4A7C15L;

  @Override
  public void run() {
    switch (load.shape()) {
      case COUNT -> countInWindows();
      case STATE -> countForGood();
    }
  }

  private void countInWindows() {
    OpenWindows windows = new OpenWindows(load, results);
    for (long i = 0; i < schedule.events(); i++) {
      windows.advanceTo(schedule.timestampMillis(i));
      long key = schedule.key(i);
      if (isOwn(key)) {
        windows.count(key);
      }
    }
    windows.end();
  }

  private void countForGood() {
    KeyCounts counts = new KeyCounts();
    for (long i = 0; i < schedule.events(); i++) {
      long key = schedule.key(i);
      if (isOwn(key)) {
        results.addState(key, counts.add(key, 1));
      }
    }
  }

  /** By bits that do not decide where the key lies in a hash map. */
  private boolean isOwn(long key) {
    return ((key * ODD) >>> Integer.SIZE) % lanes == lane;
  }
}
