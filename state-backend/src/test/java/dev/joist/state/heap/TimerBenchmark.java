// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.heap;

import dev.joist.state.CellId;
import dev.joist.state.CellSpec;
import dev.joist.state.KeyedStore;
import dev.joist.state.KeyedStoreSpec;
import dev.joist.state.StringCodec;
import dev.joist.state.SubtaskScope;
import dev.joist.state.TimerCell;
import java.lang.management.ManagementFactory;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

/**
 * Times setting, replacing and firing of one timer for each of many keys: the cell, against a
 * sorted set beside a hash map. A program, not a test.
 */
final class TimerBenchmark {

  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int ROUNDS = 3;

  private TimerBenchmark() {}

  /** What is timed. */
  private interface Timers {
    void set(String key, long timeMillis);

    /** Takes the earliest; returns whether there was one. */
    boolean poll();
  }

  /**
   * The first argument is the number of keys, the second how many different times their timers
   * have.
   */
  public static void main(String[] args) {
    int keys = args.length > 0 ? Integer.parseInt(args[0]) : 2_000_000;
    int times = args.length > 1 ? Integer.parseInt(args[1]) : Integer.MAX_VALUE;
    String[] names = new String[keys];
    for (int i = 0; i < keys; i++) {
      names[i] = "key " + i;
    }
    for (int round = 0; round < ROUNDS; round++) {
      time("sorted set and hash map", names, times, new SortedSetAndMap());
      time("timer cell", names, times, new Cell());
    }
  }

  private static void time(String what, String[] keys, int times, Timers timers) {
    Random random = new Random(7);
    int[] order = random.ints(keys.length, 0, keys.length).toArray();
    System.gc();
    Lap lap = new Lap(keys.length);
    for (String key : keys) {
      timers.set(key, random.nextInt(times));
    }
    String set = lap.next();
    for (int index : order) {
      timers.set(keys[index], random.nextInt(times));
    }
    String replaced = lap.next();
    int fired = 0;
    while (timers.poll()) {
      fired++;
    }
    System.out.printf(
        "%-24s set %s, replace %s, fire %s (%d)%n", what, set, replaced, lap.next(), fired);
  }

  /** The CPU time and the garbage of this thread, a key. */
  private static final class Lap {
    private final int keys;
    private long nanos = THREADS.getCurrentThreadCpuTime();
    private long bytes = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());

    Lap(int keys) {
      this.keys = keys;
    }

    String next() {
      long nanosBefore = nanos;
      long bytesBefore = bytes;
      nanos = THREADS.getCurrentThreadCpuTime();
      bytes = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
      return "%d ns %d bytes".formatted((nanos - nanosBefore) / keys, (bytes - bytesBefore) / keys);
    }
  }

  private static final class Cell implements Timers {
    private final KeyedStore<String> store =
        new HeapStateBackend()
            .open(new SubtaskScope(0, 1, 128, 0))
            .keyed(new KeyedStoreSpec<>("t", StringCodec.of(), StringCodec.of()));
    private final TimerCell<String> cell =
        store.timers(new CellSpec.Timers(new CellId("t", "timers")));

    @Override
    public void set(String key, long timeMillis) {
      store.useKey(key);
      cell.set("w", "", "t", timeMillis, timeMillis);
    }

    @Override
    public boolean poll() {
      return cell.poll() != null;
    }
  }

  private static final class SortedSetAndMap implements Timers {
    private record Id(Object key, Object namespace, String id, String family) {}

    private record Entry(Id id, long timeMillis, long arrival) {}

    private final Map<Id, Entry> byId = new HashMap<>();
    private final TreeSet<Entry> queue =
        new TreeSet<>(
            Comparator.comparingLong(Entry::timeMillis)
                .thenComparing(entry -> entry.id().family())
                .thenComparing(entry -> entry.id().id())
                .thenComparingLong(Entry::arrival));
    private long arrivals;

    @Override
    public void set(String key, long timeMillis) {
      Id id = new Id(key, "w", "t", "");
      Entry before = byId.remove(id);
      if (before != null) {
        queue.remove(before);
      }
      Entry entry = new Entry(id, timeMillis, arrivals++);
      byId.put(id, entry);
      queue.add(entry);
    }

    @Override
    public boolean poll() {
      Entry first = queue.pollFirst();
      return first != null && byId.remove(first.id()) != null;
    }
  }
}
