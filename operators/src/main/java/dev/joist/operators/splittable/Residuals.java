// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.splittable;

import dev.joist.execution.watermark.Hold;
import dev.joist.execution.watermark.HoldKind;
import dev.joist.execution.watermark.HoldSet;
import dev.joist.execution.watermark.Watermark;
import dev.joist.operators.state.SharedItems;
import dev.joist.state.ItemId;
import dev.joist.state.ItemStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The residuals of one lane, by the time at which they are due, then in order of arrival.
 *
 * <p>A residual of the open bundle has to wait for its end: what was emitted before it is handed on
 * and committed first. All are kept in a store and so are in each snapshot; here is their order.
 */
final class Residuals<PieceT> {

  private record Entry<PieceT>(ItemId id, long arrival, Residual<PieceT> residual) {}

  private static final Comparator<Entry<?>> BY_DUE_TIME =
      Comparator.<Entry<?>>comparingLong(entry -> entry.residual().dueMillis())
          .thenComparingLong(Entry::arrival);

  private final SharedItems<Residual<PieceT>> store;
  private final HoldSet holds = new HoldSet();
  private final Queue<Entry<PieceT>> ready = new PriorityQueue<>(BY_DUE_TIME);
  private final Queue<Entry<PieceT>> ofBundle = new ArrayDeque<>();
  private long arrivals;

  /** The residuals that {@code store} gives out, and those to come. */
  Residuals(SharedItems<Residual<PieceT>> store) {
    this.store = store;
    for (ItemStore.Item<Residual<PieceT>> item : store.takeRestored()) {
      holds.add(HoldKind.SPLIT, item.value().holdMillis());
      ready.add(new Entry<>(item.id(), arrivals++, item.value()));
    }
  }

  /** Adds a residual of the open bundle. */
  void add(Residual<PieceT> residual) {
    holds.add(HoldKind.SPLIT, residual.holdMillis());
    ofBundle.add(new Entry<>(store.add(residual), arrivals++, residual));
  }

  /** The bundle ended; returns whether residuals of it may be worked on now. */
  boolean bundleEnded() {
    boolean any = !ofBundle.isEmpty();
    ready.addAll(ofBundle);
    ofBundle.clear();
    return any;
  }

  /** Takes out the first that is due at {@code nowMillis}; null if none is. */
  @Nullable Residual<PieceT> poll(long nowMillis) {
    Entry<PieceT> first = ready.peek();
    if (first == null || first.residual().dueMillis() > nowMillis) {
      return null;
    }
    ready.remove();
    store.remove(first.id());
    holds.remove(HoldKind.SPLIT, first.residual().holdMillis());
    return first.residual();
  }

  /** Puts what {@code change} makes of each in its place; nothing drops it. */
  void replaceAll(Function<Residual<PieceT>, Optional<Residual<PieceT>>> change) {
    List<Entry<PieceT>> all = entries().toList();
    ready.clear();
    ofBundle.clear();
    for (Entry<PieceT> entry : all) {
      store.remove(entry.id());
      holds.remove(HoldKind.SPLIT, entry.residual().holdMillis());
      change.apply(entry.residual()).ifPresent(this::add);
    }
  }

  /** When the first is due, {@link Watermark#FINAL_MILLIS} if none waits for a time. */
  long nextDueMillis() {
    Entry<PieceT> first = ready.peek();
    return first == null ? Watermark.FINAL_MILLIS : first.residual().dueMillis();
  }

  /** Where the lowest holds the output watermark, the end of time if there is none. */
  long holdMillis() {
    return holds.minimum();
  }

  boolean isEmpty() {
    return ready.isEmpty() && ofBundle.isEmpty();
  }

  /** Whether some wait for the end of the bundle. */
  boolean waitForBundle() {
    return !ofBundle.isEmpty();
  }

  /** All of them. */
  List<Residual<PieceT>> all() {
    return entries().map(Entry::residual).toList();
  }

  /** The lowest holds, at most {@code limit}. */
  List<Hold> holds(int limit) {
    List<Hold> lowest = new ArrayList<>();
    entries()
        .sorted(Comparator.comparingLong(entry -> entry.residual().holdMillis()))
        .limit(limit)
        .forEach(
            entry ->
                lowest.add(
                    new Hold(
                        HoldKind.SPLIT,
                        "the rest of an element in %s"
                            .formatted(entry.residual().piece().getWindows()),
                        entry.residual().holdMillis())));
    return lowest;
  }

  private Stream<Entry<PieceT>> entries() {
    return Stream.concat(ready.stream(), ofBundle.stream());
  }
}
