// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.view;

import dev.joist.execution.watermark.Watermark;
import dev.joist.operators.time.EventTime;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.apache.beam.runners.core.LateDataUtils;
import org.apache.beam.runners.core.ReadyCheckingSideInputReader;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.WindowedValue;
import org.apache.beam.sdk.values.WindowingStrategy;
import org.joda.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The views that one operator reads, as far as their side channels have brought them.
 *
 * <p>A view is ready for a window when a pane arrived for it, or when none can come any more: the
 * side watermark is strictly past the window's garbage collection, or past the point at which its
 * trigger must have fired. Then it reads as empty. What no element can ask for any more is let go.
 */
public final class SideInputs implements ReadyCheckingSideInputReader {

  /** What is to be done with an element. */
  public enum Readiness {
    /** All views are ready for its window. */
    READY,
    /** A view is not ready yet: the element waits. */
    NOT_YET,
    /**
     * The element is later than its input's allowed lateness, and what a view had for it was let
     * go: it is dropped.
     */
    TOO_LATE
  }

  /** Most windows whose readiness is remembered; those that elements are in are few. */
  private static final int MOST_KNOWN = 256;

  private final List<ViewContent> contents = new ArrayList<>();
  private final Map<PCollectionView<?>, ViewContent> byView = new HashMap<>();

  /** By window of the main input, as long as nothing changes it. */
  private final Map<BoundedWindow, Readiness> known = new HashMap<>();

  /** What was asked for last: the next element mostly asks for the same, by the same object. */
  private @Nullable Known latestKnown;

  private @Nullable Found latestFound;

  /** Another lane may read it at any time when it takes panes over. */
  private final Deque<Arrival> behind = new ConcurrentLinkedDeque<>();

  private final Duration mainLateness;
  private final @Nullable PaneStore store;
  private final int lane;
  private long mainWatermarkMillis = Watermark.INITIAL_MILLIS;

  private long version;

  /** Whether a window has got its first pane since elements that wait were handed on. */
  private boolean hasNews;

  private record Known(BoundedWindow window, Readiness readiness) {}

  private record Found(PCollectionView<?> view, ViewContent content) {}

  private record Arrival(int view, WindowedValue<? extends Iterable<?>> pane) {}

  /**
   * Views whose panes do not survive.
   *
   * @param mainWindowing strategy of the main input
   */
  public SideInputs(List<SideInputSpec> specs, WindowingStrategy<?, ?> mainWindowing) {
    this(specs, mainWindowing, null);
  }

  /**
   * Views with the panes that {@code panes} holds, and keeps.
   *
   * @param mainWindowing strategy of the main input
   */
  public SideInputs(
      List<SideInputSpec> specs, WindowingStrategy<?, ?> mainWindowing, @Nullable PaneStore panes) {
    this.mainLateness = mainWindowing.getAllowedLateness();
    this.store = panes;
    this.lane = panes == null ? 0 : panes.join();
    for (SideInputSpec spec : specs) {
      ViewContent content = new ViewContent(spec.view(), mainLateness);
      if (panes != null) {
        panes.panes(contents.size()).forEach(content::put);
      }
      contents.add(content);
      byView.put(spec.view(), content);
    }
  }

  /** Takes a pane: for each of its windows it replaces what was there before. */
  public void onPane(int view, WindowedValue<? extends Iterable<?>> pane) {
    onPane(view, pane, false);
  }

  /**
   * Takes a pane, or puts it behind those that elements wait for: each sees the pane that made it
   * ready, however fast the next one follows.
   *
   * @param elementsWait whether elements wait that may be ready now and have not been handed on
   */
  public void onPane(int view, WindowedValue<? extends Iterable<?>> pane, boolean elementsWait) {
    Arrival arrival = new Arrival(view, pane);
    if (!behind.isEmpty() || (elementsWait && replacesNews(arrival))) {
      behind.add(arrival);
    } else {
      put(arrival);
    }
  }

  /**
   * Those that waited for what there is were handed on: takes the panes that stayed behind, up to
   * the next that has to. Returns whether there were any, so that there may be more to hand on.
   *
   * @param elementsWait whether elements wait
   */
  public boolean takeBehind(boolean elementsWait) {
    hasNews = false;
    boolean any = !behind.isEmpty();
    while (!behind.isEmpty() && !(elementsWait && replacesNews(behind.peek()))) {
      // Taken out after it was put: a lane that looks meanwhile finds it in one place or both.
      put(behind.peek());
      behind.remove();
    }
    return any;
  }

  private boolean replacesNews(Arrival arrival) {
    return hasNews && arrival.pane.getWindows().stream().anyMatch(contents.get(arrival.view)::has);
  }

  private void put(Arrival arrival) {
    changed();
    ViewContent content = contents.get(arrival.view);
    Iterable<?> elements = arrival.pane.getValue();
    for (BoundedWindow window : arrival.pane.getWindows()) {
      hasNews |= !content.has(window);
      content.put(window, elements);
      if (store != null) {
        store.put(arrival.view, window, elements);
      }
    }
  }

  /**
   * Takes over the panes that {@code other} has, which reads the same views in another lane. What
   * the views' functions make of them is made once for both.
   *
   * <p>A window that {@code other} has let go may be one that elements in this lane ask for: a lane
   * whose elements are done goes ahead of one that is still busy with the last of a batch.
   */
  public void adopt(SideInputs other) {
    changed();
    List<Arrival> behindOther = List.copyOf(other.behind);
    for (int view = 0; view < contents.size(); view++) {
      ViewContent content = contents.get(view);
      ViewContent ofOther = other.contents.get(view);
      content.adopt(ofOther);
      if (store != null) {
        store
            .panes(view)
            .forEach(
                (window, elements) -> {
                  if (!ofOther.has(window)) {
                    content.put(window, elements);
                  }
                });
      }
    }
    behindOther.forEach(this::put);
  }

  /** Takes the watermark of a side channel. */
  public void onWatermark(int view, long watermarkMillis) {
    changed();
    contents.get(view).watermark(watermarkMillis);
  }

  /**
   * Grows with all that may make a view ready for a window: as long as it is the same, no element
   * that had to wait may go on.
   */
  public long version() {
    return version;
  }

  private void changed() {
    version++;
    forgetReadiness();
  }

  private void forgetReadiness() {
    known.clear();
    latestKnown = null;
  }

  /**
   * The watermark of the side channel past which {@code view} is ready for what it maps {@code
   * mainWindow} to though no pane came; the end of time if it is ready now.
   */
  public long readyPastMillis(int view, BoundedWindow mainWindow) {
    ViewContent content = contents.get(view);
    BoundedWindow window = content.view().getWindowMappingFn().getSideInputWindow(mainWindow);
    return content.isReady(window) ? Watermark.FINAL_MILLIS : content.emptyAfterMillis(window);
  }

  /** How many views there are. */
  public int views() {
    return contents.size();
  }

  /** Whether {@link #onMainWatermark} would let windows go. */
  public boolean hasLapsed(long watermarkMillis) {
    for (ViewContent content : contents) {
      if (content.hasLapsed(watermarkMillis)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Takes the watermark of the main input and lets windows go that no element can ask for.
   *
   * @param watermarkMillis the main watermark, but at most the time of whatever the operator still
   *     keeps that may ask
   */
  public void onMainWatermark(long watermarkMillis) {
    if (watermarkMillis > mainWatermarkMillis) {
      mainWatermarkMillis = watermarkMillis;
      forgetReadiness();
    }
    for (int view = 0; view < contents.size(); view++) {
      ViewContent content = contents.get(view);
      if (content.mainWatermark(watermarkMillis) && store != null) {
        store.lapse(view, lane, watermarkMillis, content::lapseMillis);
      }
    }
  }

  /** Whether every view is ready for what it maps {@code mainWindow} to. */
  public boolean areReady(BoundedWindow mainWindow) {
    return readiness(mainWindow) == Readiness.READY;
  }

  /** What is to be done with an element in {@code mainWindow}. */
  @SuppressWarnings("ReferenceEquality") // Another object may be the same window: it is looked up.
  public Readiness readiness(BoundedWindow mainWindow) {
    Known latest = latestKnown;
    if (latest == null || latest.window != mainWindow) {
      latest = new Known(mainWindow, lookUpReadiness(mainWindow));
      latestKnown = latest;
    }
    return latest.readiness;
  }

  private Readiness lookUpReadiness(BoundedWindow mainWindow) {
    Readiness readiness = known.get(mainWindow);
    if (readiness == null) {
      readiness = findReadiness(mainWindow);
      if (known.size() == MOST_KNOWN) {
        known.clear();
      }
      known.put(mainWindow, readiness);
    }
    return readiness;
  }

  private Readiness findReadiness(BoundedWindow mainWindow) {
    Readiness readiness = Readiness.READY;
    for (ViewContent content : contents) {
      PCollectionView<?> view = content.view();
      BoundedWindow window = view.getWindowMappingFn().getSideInputWindow(mainWindow);
      if (content.isLapsed(window)) {
        checkExpired(mainWindow, window, view);
        return Readiness.TOO_LATE;
      }
      if (!content.isReady(window)) {
        readiness = Readiness.NOT_YET;
      }
    }
    return readiness;
  }

  @SuppressWarnings("deprecation") // A view tells runners what it is by deprecated methods.
  private void checkExpired(
      BoundedWindow mainWindow, BoundedWindow window, PCollectionView<?> view) {
    long expiry = LateDataUtils.garbageCollectionTime(mainWindow, mainLateness).getMillis();
    if (expiry >= mainWatermarkMillis) {
      throw new IllegalStateException(
          ("window %s asks for window %s of view %s, which was let go at watermark %s: the view's"
                  + " window mapping looks back further than the %s that it declares as its"
                  + " maximumLookback; declare more")
              .formatted(
                  mainWindow,
                  window,
                  view.getTagInternal().getId(),
                  EventTime.instant(mainWatermarkMillis),
                  view.getWindowMappingFn().maximumLookback()));
    }
  }

  /** How many windows of all views are kept. */
  public int keptWindows() {
    return contents.stream().mapToInt(ViewContent::windows).sum();
  }

  @Override
  public boolean isReady(PCollectionView<?> view, BoundedWindow window) {
    return content(view).isReady(window);
  }

  @Override
  @SuppressWarnings("unchecked") // The view's function makes what the view is declared to be.
  public <T> @Nullable T get(PCollectionView<T> view, BoundedWindow window) {
    return (T) content(view).get(window);
  }

  @Override
  public <T> boolean contains(PCollectionView<T> view) {
    return find(view) != null;
  }

  @Override
  public boolean isEmpty() {
    return contents.isEmpty();
  }

  private ViewContent content(PCollectionView<?> view) {
    ViewContent content = find(view);
    if (content == null) {
      throw new IllegalArgumentException(
          "the transform reads view %s, which is not among its side inputs %s"
              .formatted(view, byView.keySet()));
    }
    return content;
  }

  @SuppressWarnings("ReferenceEquality") // Another object may be the same view: it is looked up.
  private @Nullable ViewContent find(PCollectionView<?> view) {
    Found latest = latestFound;
    if (latest != null && latest.view == view) {
      return latest.content;
    }
    ViewContent content = byView.get(view);
    if (content != null) {
      latestFound = new Found(view, content);
    }
    return content;
  }
}
