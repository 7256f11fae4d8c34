// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.splittable;

import static java.util.Objects.requireNonNull;

import dev.joist.execution.watermark.Hold;
import dev.joist.execution.watermark.HoldKind;
import dev.joist.execution.watermark.HoldSet;
import dev.joist.execution.watermark.Watermark;
import dev.joist.operators.state.SharedItems;
import dev.joist.state.ItemId;
import dev.joist.state.ItemStore;
import java.util.ArrayDeque;
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
 *
 * <p>A lane takes those of another that is in the middle of a piece. It may only take what holds no
 * lower than its own watermark. So a lane that has none of its own lets its watermark go no further
 * than the holds of the others.
 */
final class Residuals<PieceT> {

  private record Entry<PieceT>(ItemId id, long arrival, Residual<PieceT> residual) {}

  private static final Comparator<Entry<?>> BY_DUE_TIME =
      Comparator.<Entry<?>>comparingLong(entry -> entry.residual().dueMillis())
          .thenComparingLong(Entry::arrival);

  private final SharedItems<Residual<PieceT>> store;
  private final LanesOfResiduals<PieceT> lanes;
  private final Runnable waker;
  private final HoldSet holds = new HoldSet();
  private final Queue<Entry<PieceT>> ready = new PriorityQueue<>(BY_DUE_TIME);
  private final Queue<Entry<PieceT>> ofBundle = new ArrayDeque<>();
  private long arrivals;
  private boolean isWorking;

  /** Where the pieces of the open bundle that were begun hold the watermarks of other lanes. */
  private long begunHoldMillis = Watermark.FINAL_MILLIS;

  /** The residuals of the only lane there is. */
  Residuals(SharedItems<Residual<PieceT>> store) {
    this(store, new LanesOfResiduals<>(), () -> {});
  }

  /**
   * The residuals that {@code store} gives out, and those to come.
   *
   * @param lanes those of the other lanes
   * @param waker lets the lane look for work
   */
  Residuals(SharedItems<Residual<PieceT>> store, LanesOfResiduals<PieceT> lanes, Runnable waker) {
    this.store = store;
    this.lanes = lanes;
    this.waker = waker;
    for (ItemStore.Item<Residual<PieceT>> item : store.takeRestored()) {
      holds.add(HoldKind.SPLIT, item.value().holdMillis());
      ready.add(new Entry<>(item.id(), arrivals++, item.value()));
    }
    lanes.locked(
        () -> {
          lanes.join(this);
          return this;
        });
  }

  /** Lets the lane look for work. */
  void wake() {
    waker.run();
  }

  /** The lane begins with a piece that arrived, and emits nothing below {@code holdMillis}. */
  void begin(long holdMillis) {
    lanes.locked(() -> begun(holdMillis));
  }

  private Residuals<PieceT> begun(long holdMillis) {
    lanes.begun();
    isWorking = true;
    begunHoldMillis = Math.min(begunHoldMillis, holdMillis);
    return this;
  }

  /** The lane is through with a piece, and adds what is left of it for later, if anything. */
  void end(@Nullable Residual<PieceT> residual) {
    lanes.locked(
        () -> {
          isWorking = false;
          if (residual != null) {
            add(residual);
          }
          return this;
        });
  }

  /** Adds a residual of the open bundle. */
  void add(Residual<PieceT> residual) {
    lanes.locked(
        () -> {
          holds.add(HoldKind.SPLIT, residual.holdMillis());
          return ofBundle.add(new Entry<>(store.add(residual), arrivals++, residual));
        });
  }

  /** The bundle ended; returns whether residuals of it may be worked on now. */
  boolean bundleEnded() {
    return lanes.locked(
        () -> {
          boolean any = !ofBundle.isEmpty();
          ready.addAll(ofBundle);
          ofBundle.clear();
          begunHoldMillis = Watermark.FINAL_MILLIS;
          return any;
        });
  }

  /** Takes out the first that is due at {@code nowMillis}, to be begun; null if none is. */
  @Nullable Residual<PieceT> poll(long nowMillis) {
    return lanes.locked(() -> Optional.ofNullable(pollOwn(nowMillis))).orElse(null);
  }

  private @Nullable Residual<PieceT> pollOwn(long nowMillis) {
    return isDue(nowMillis) ? begin(requireNonNull(ready.peek()), this) : null;
  }

  /**
   * Takes out one that is due with a lane that is in another piece, to be begun by this one; null
   * if there is none that holds at {@code leastHoldMillis} or later.
   */
  @Nullable Residual<PieceT> pollOfOthers(long nowMillis, long leastHoldMillis) {
    return lanes
        .locked(() -> Optional.ofNullable(takeOfOthers(nowMillis, leastHoldMillis)))
        .orElse(null);
  }

  private @Nullable Residual<PieceT> takeOfOthers(long nowMillis, long leastHoldMillis) {
    for (Residuals<PieceT> other : lanes.members()) {
      if (other != this && other.leavesSome(nowMillis)) {
        Entry<PieceT> first = requireNonNull(other.ready.peek());
        if (first.residual().holdMillis() >= leastHoldMillis) {
          return begin(first, other);
        }
      }
    }
    return null;
  }

  private Residual<PieceT> begin(Entry<PieceT> entry, Residuals<PieceT> owner) {
    owner.ready.remove();
    owner.holds.remove(HoldKind.SPLIT, entry.residual().holdMillis());
    store.remove(entry.id());
    begun(entry.residual().holdMillis());
    return entry.residual();
  }

  /** Whether other lanes may take one: the lane itself will not come to it now. */
  private boolean leavesSome(long nowMillis) {
    return leftTo(nowMillis, 1) > 0;
  }

  /** How many other lanes could take over now. */
  int forOthers(long nowMillis) {
    return lanes.locked(() -> leftTo(nowMillis, Integer.MAX_VALUE));
  }

  private int leftTo(long nowMillis, int most) {
    if (!isDue(nowMillis)) {
      return 0;
    }
    int own = isWorking ? 0 : 1;
    long due =
        ready.stream()
            .filter(entry -> entry.residual().dueMillis() <= nowMillis)
            .limit((long) most + own)
            .count();
    return (int) due - own;
  }

  private boolean isDue(long nowMillis) {
    Entry<PieceT> first = ready.peek();
    return first != null && first.residual().dueMillis() <= nowMillis;
  }

  /** Puts what {@code change} makes of each in its place; nothing drops it. */
  void replaceAll(Function<Residual<PieceT>, Optional<Residual<PieceT>>> change) {
    List<Entry<PieceT>> all =
        lanes.locked(
            () -> {
              List<Entry<PieceT>> taken = entries().toList();
              ready.clear();
              ofBundle.clear();
              return taken;
            });
    for (Entry<PieceT> entry : all) {
      change.apply(entry.residual()).ifPresent(this::add);
      lanes.locked(
          () -> {
            store.remove(entry.id());
            holds.remove(HoldKind.SPLIT, entry.residual().holdMillis());
            return this;
          });
    }
  }

  /** When the first is due, {@link Watermark#FINAL_MILLIS} if none waits for a time. */
  long nextDueMillis() {
    return lanes.locked(
        () ->
            ready.isEmpty()
                ? Watermark.FINAL_MILLIS
                : requireNonNull(ready.peek()).residual().dueMillis());
  }

  /**
   * Where the lowest holds the output watermark; where the lane has none, the lowest of the other
   * lanes; the end of time if there is none at all.
   */
  long holdMillis() {
    return lanes.locked(() -> hasNone() ? lowestOfOthers() : holds.minimum());
  }

  private long lowestOfOthers() {
    long lowest = Watermark.FINAL_MILLIS;
    for (Residuals<PieceT> other : lanes.members()) {
      if (other != this) {
        lowest = Math.min(lowest, Math.min(other.holds.minimum(), other.begunHoldMillis));
      }
    }
    return lowest;
  }

  /** Whether the lane has none. */
  boolean isEmpty() {
    return lanes.locked(this::hasNone);
  }

  private boolean hasNone() {
    return ready.isEmpty() && ofBundle.isEmpty();
  }

  /** Whether the lane has none, and is in no piece that may leave one; with the lock. */
  boolean leavesNone() {
    return hasNone() && !isWorking;
  }

  /** Whether the lane has none, and began none in the open bundle; with the lock. */
  boolean isIdle() {
    return leavesNone() && begunHoldMillis == Watermark.FINAL_MILLIS;
  }

  /**
   * Whether no lane has any, or is in a piece that may leave one. What was begun in a bundle that
   * is still open does not count: a bundle may stay open until the lane has nothing more to do.
   */
  boolean areAllDone() {
    return lanes.locked(lanes::areAllDone);
  }

  /** Whether some wait for the end of the bundle. */
  boolean waitForBundle() {
    return lanes.locked(() -> !ofBundle.isEmpty());
  }

  /** All of the lane. */
  List<Residual<PieceT>> all() {
    return lanes.locked(() -> entries().map(Entry::residual).toList());
  }

  /** The lowest holds of the lane, at most {@code limit}. */
  List<Hold> holds(int limit) {
    return all().stream()
        .sorted(Comparator.comparingLong(Residual::holdMillis))
        .limit(limit)
        .map(
            residual ->
                new Hold(
                    HoldKind.SPLIT,
                    "the rest of an element in %s".formatted(residual.piece().getWindows()),
                    residual.holdMillis()))
        .toList();
  }

  private Stream<Entry<PieceT>> entries() {
    return Stream.concat(ready.stream(), ofBundle.stream());
  }
}
