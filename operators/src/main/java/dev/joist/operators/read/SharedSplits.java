// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.read;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The splits of one source, shared by the subtasks that read it.
 *
 * <p>The source is split by the first subtask that asks, while the others wait for it. At a restore
 * each subtask says, before any of them reads, what the snapshot held: all splits, and those of
 * them that it was dealt as taken. The rest is there to be taken again. It is forgotten when the
 * last subtask has left, so that the next attempt begins anew.
 *
 * <p><b>Threading:</b> a named concurrency part; everything in it may be called by any subtask.
 */
final class SharedSplits<S> {

  private final AtomicReference<Attempt<S>> attempt = new AtomicReference<>(new Attempt<>());

  /**
   * A split.
   *
   * @param index its place among all
   * @param source what is read of it
   */
  record Split<S>(int index, S source) {}

  /** What the subtasks of one attempt of a job share. */
  private static final class Attempt<S> {

    private final AtomicReference<@Nullable FutureTask<List<S>>> splits = new AtomicReference<>();
    private final Set<Integer> taken = ConcurrentHashMap.newKeySet();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger members = new AtomicInteger();
    private volatile int count = Integer.MAX_VALUE;

    void split(int splits) {
      count = splits;
    }

    /**
     * The index of the first that nobody took, which is taken from now on; past the last if none.
     */
    int takeNext() {
      int index = next.getAndIncrement();
      while (index < count && !taken.add(index)) {
        index = next.getAndIncrement();
      }
      return index;
    }

    /** Whether the source was split and all of it is taken. */
    boolean isExhausted() {
      return taken.size() >= count;
    }
  }

  /** What is shared now. */
  private Attempt<S> current() {
    return requireNonNull(attempt.get(), "there is always an attempt");
  }

  /** A subtask begins to take part. */
  void join() {
    current().members.incrementAndGet();
  }

  /** A subtask takes part no more. */
  void leave() {
    Attempt<S> current = current();
    if (current.members.decrementAndGet() == 0) {
      attempt.compareAndSet(current, new Attempt<>());
    }
  }

  /** What a snapshot held: nobody splits the source again. */
  void restore(List<S> all) {
    FutureTask<List<S>> known = new FutureTask<>(() -> List.copyOf(all));
    if (current().splits.compareAndSet(null, known)) {
      known.run();
      current().split(all.size());
    }
  }

  /** A snapshot held that split {@code index} was taken. */
  void restoreTaken(int index) {
    current().taken.add(index);
  }

  /** The next split that nobody took yet, null if none is left. */
  @Nullable Split<S> take(Callable<? extends List<? extends S>> splitter) throws Exception {
    List<S> all = all(splitter);
    int index = current().takeNext();
    return index < all.size() ? new Split<>(index, all.get(index)) : null;
  }

  /** Whether the source was split and all splits are taken. */
  boolean isExhausted() {
    return current().isExhausted();
  }

  /** The splits of subtask {@code index} of {@code parallelism}, when all are read at once. */
  List<Split<S>> dealtTo(int index, int parallelism, Callable<? extends List<? extends S>> splitter)
      throws Exception {
    List<S> all = all(splitter);
    List<Split<S>> dealt = new ArrayList<>();
    for (int i = index; i < all.size(); i += parallelism) {
      dealt.add(new Split<>(i, all.get(i)));
    }
    return dealt;
  }

  /** All splits; splits the source if nobody did. */
  List<S> all(Callable<? extends List<? extends S>> splitter) throws Exception {
    Attempt<S> current = current();
    FutureTask<List<S>> task = current.splits.get();
    if (task == null) {
      FutureTask<List<S>> mine = new FutureTask<>(() -> List.copyOf(splitter.call()));
      FutureTask<List<S>> before = current.splits.compareAndExchange(null, mine);
      task = before == null ? mine : before;
      if (before == null) {
        mine.run();
      }
    }
    try {
      List<S> all = task.get();
      current.split(all.size());
      return all;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }
}
