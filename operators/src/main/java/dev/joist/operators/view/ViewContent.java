// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.view;

import dev.joist.execution.watermark.Watermark;
import dev.joist.operators.time.EventTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.beam.runners.core.LateDataUtils;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.WindowingStrategy;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one view has in each window: the newest pane.
 *
 * <p>A window is let go when no main window that is still alive can be mapped to it: when the main
 * watermark is past its end, the mapping's maximum lookback and the main input's lateness.
 */
final class ViewContent {

  private final PCollectionView<?> view;
  private final long keptMillis;

  /** Another lane may read it at any time when it takes panes over. */
  private volatile Map<BoundedWindow, Pane> panes = new ConcurrentHashMap<>();

  /** What was read last; null once anything may have changed it. */
  private @Nullable Seen latest;

  private long watermarkMillis = Watermark.INITIAL_MILLIS;
  private long mainWatermarkMillis = Watermark.INITIAL_MILLIS;
  private long earliestLapseMillis = Watermark.FINAL_MILLIS;

  /** The content of {@code view}, for a main input whose windows live {@code mainLateness} on. */
  ViewContent(PCollectionView<?> view, Duration mainLateness) {
    this.view = view;
    long lookback = view.getWindowMappingFn().maximumLookback().getMillis();
    this.keptMillis = later(Math.max(0, lookback), mainLateness.getMillis());
  }

  /** What the view is in a window. */
  private record Seen(BoundedWindow window, @Nullable Object content) {}

  /** What a view's function made of a pane. */
  private record Applied(@Nullable Object content) {}

  /**
   * The newest pane of a window; what the view's function makes of it is made once, or, where two
   * lanes are the first to ask, twice.
   */
  private static final class Pane {

    private final Iterable<?> elements;
    private volatile @Nullable Applied applied;

    Pane(Iterable<?> elements) {
      this.elements = elements;
    }
  }

  PCollectionView<?> view() {
    return view;
  }

  /** Takes a pane of {@code window}, in place of the one before; nobody asks for a lapsed one. */
  void put(BoundedWindow window, Iterable<?> elements) {
    latest = null;
    if (!isLapsed(window)) {
      panes.put(window, new Pane(elements));
      earliestLapseMillis = Math.min(earliestLapseMillis, lapseMillis(window));
    }
  }

  /** Takes over the panes that another lane has; those it has let go of stay until they lapse. */
  void adopt(ViewContent other) {
    latest = null;
    Map<BoundedWindow, Pane> all = new ConcurrentHashMap<>(panes);
    all.putAll(other.panes);
    panes = all;
    // Which of them lapses first is found out at the next watermark.
    earliestLapseMillis = Watermark.INITIAL_MILLIS;
  }

  /** Takes the watermark of the side channel. */
  void watermark(long newWatermarkMillis) {
    watermarkMillis = newWatermarkMillis;
  }

  /** Whether windows would be let go at {@code mainMillis}. */
  boolean hasLapsed(long mainMillis) {
    return earliestLapseMillis < mainMillis;
  }

  /** Takes the main input's watermark and lets go of what lapses at it; whether that was any. */
  boolean mainWatermark(long mainMillis) {
    mainWatermarkMillis = Math.max(mainWatermarkMillis, mainMillis);
    if (!hasLapsed(mainWatermarkMillis)) {
      return false;
    }
    latest = null;
    Map<BoundedWindow, Pane> kept = new ConcurrentHashMap<>(panes);
    kept.keySet().removeIf(this::isLapsed);
    panes = kept;
    earliestLapseMillis =
        kept.keySet().stream().mapToLong(this::lapseMillis).min().orElse(Watermark.FINAL_MILLIS);
    return true;
  }

  /** Whether {@code window} was let go, or would have been if it had had a pane. */
  boolean isLapsed(BoundedWindow window) {
    return lapseMillis(window) < mainWatermarkMillis;
  }

  /** The last main watermark at which {@code window} may be asked for. */
  long lapseMillis(BoundedWindow window) {
    return later(window.maxTimestamp().getMillis(), keptMillis);
  }

  private static long later(long millis, long byMillis) {
    return millis > Watermark.FINAL_MILLIS - byMillis ? Watermark.FINAL_MILLIS : millis + byMillis;
  }

  /** Whether {@code window} has a pane. */
  boolean has(BoundedWindow window) {
    return panes.containsKey(window);
  }

  /** How many windows have a pane. */
  int windows() {
    return panes.size();
  }

  boolean isReady(BoundedWindow window) {
    return watermarkMillis == Watermark.FINAL_MILLIS
        || has(window)
        || watermarkMillis > emptyAfterMillis(window);
  }

  /** Past this the window is empty if no pane arrived. */
  @SuppressWarnings("deprecation") // A view tells runners what it is by deprecated methods.
  long emptyAfterMillis(BoundedWindow window) {
    WindowingStrategy<?, ?> strategy = view.getWindowingStrategyInternal();
    Instant expiry = LateDataUtils.garbageCollectionTime(window, strategy);
    Instant fired = strategy.getTrigger().getWatermarkThatGuaranteesFiring(window);
    return EventTime.holdMillis(fired.isBefore(expiry) ? fired : expiry);
  }

  /** What the view is in {@code window}. */
  @SuppressWarnings("ReferenceEquality") // Another object may be the same window: it is looked up.
  @Nullable Object get(BoundedWindow window) {
    Seen seen = latest;
    if (seen == null || seen.window != window) {
      seen = new Seen(window, lookUp(window));
      latest = seen;
    }
    return seen.content;
  }

  private @Nullable Object lookUp(BoundedWindow window) {
    Pane pane = panes.get(window);
    if (pane == null) {
      return MaterializedView.of(view, List.of());
    }
    Applied applied = pane.applied;
    if (applied == null) {
      applied = new Applied(MaterializedView.of(view, pane.elements));
      pane.applied = applied;
    }
    return applied.content();
  }
}
