// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.read;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The splits of one source, shared by the subtasks that read it.
 *
 * <p>The source is split by the first subtask that asks, while the others wait for it.
 *
 * <p><b>Threading:</b> a named concurrency part; everything in it may be called by any subtask.
 */
final class SharedSplits<S> {

  private final AtomicReference<@Nullable FutureTask<List<S>>> splits = new AtomicReference<>();
  private final AtomicInteger next = new AtomicInteger();

  /** The next split that nobody took yet, null if none is left. */
  @Nullable S take(Callable<? extends List<? extends S>> splitter) throws Exception {
    List<S> all = all(splitter);
    int index = next.getAndUpdate(i -> i < all.size() ? i + 1 : i);
    return index < all.size() ? all.get(index) : null;
  }

  /** The splits of subtask {@code index} of {@code parallelism}, when all are read at once. */
  List<S> dealtTo(int index, int parallelism, Callable<? extends List<? extends S>> splitter)
      throws Exception {
    List<S> all = all(splitter);
    List<S> dealt = new ArrayList<>();
    for (int i = index; i < all.size(); i += parallelism) {
      dealt.add(all.get(i));
    }
    return dealt;
  }

  private List<S> all(Callable<? extends List<? extends S>> splitter) throws Exception {
    FutureTask<List<S>> task = splits.get();
    if (task == null) {
      FutureTask<List<S>> mine = new FutureTask<>(() -> List.copyOf(splitter.call()));
      FutureTask<List<S>> before = splits.compareAndExchange(null, mine);
      task = before == null ? mine : before;
      if (before == null) {
        mine.run();
      }
    }
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }
}
