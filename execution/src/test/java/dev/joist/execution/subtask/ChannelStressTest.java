// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.execution.channel.Channel;
import dev.joist.execution.channel.Item;
import dev.joist.execution.time.Clock;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two threads on one channel, each waiting whenever it can: a wake that is lost stops the test. */
@Timeout(120)
class ChannelStressTest {

  private static final int ITEMS = 100_000;

  @Test
  void aRingOfOneLosesNoWake() throws InterruptedException {
    assertAllArrive(1, 1);
  }

  @Test
  void aSmallRingWithBurstsLosesNoWake() throws InterruptedException {
    assertAllArrive(4, 9);
  }

  /** Sends items in bursts of up to {@code burst}, each of which must go before the next begins. */
  private static void assertAllArrive(int capacity, int burst) throws InterruptedException {
    AtomicReference<@Nullable AssertionError> failure = new AtomicReference<>();
    Side[] sides = new Side[2];
    Channel channel = new Channel(capacity, () -> sides[0].wake(), () -> sides[1].wake());
    sides[0] =
        new Side("producer") {
          private final SplittableRandom random = new SplittableRandom(7);
          private int sent;

          @Override
          boolean step() {
            if (channel.isBlocked()) {
              return false;
            }
            for (int left = 1 + random.nextInt(burst); left > 0 && sent < ITEMS; left--) {
              channel.put(new Item.WatermarkItem(0, sent++));
            }
            done = sent == ITEMS && !channel.isBlocked();
            return true;
          }
        };
    sides[1] =
        new Side("consumer") {
          private int taken;

          @Override
          boolean step() {
            Item item = channel.poll();
            if (item == null) {
              return false;
            }
            if (!item.equals(new Item.WatermarkItem(0, taken))) {
              failure.set(new AssertionError(item + " arrived at place " + taken));
            }
            taken++;
            done = taken == ITEMS;
            return true;
          }
        };
    for (Side side : sides) {
      side.start();
    }
    for (Side side : sides) {
      side.join();
    }
    assertThat(failure.get()).isNull();
  }

  /** A thread that works, looks again, and parks, as the loop of a subtask does. */
  private abstract static class Side extends Thread {

    private final ThreadParker parker = new ThreadParker(this, Clock.system());
    boolean done;

    private Side(String name) {
      super(name);
      setDaemon(true);
    }

    abstract boolean step();

    void wake() {
      parker.wake();
    }

    @Override
    public void run() {
      while (!done) {
        if (step()) {
          continue;
        }
        parker.prepare();
        if (step()) {
          parker.unprepare();
        } else {
          parker.park(Long.MAX_VALUE);
        }
      }
    }
  }
}
