// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.view;

import dev.joist.execution.watermark.Watermark;
import dev.joist.operators.time.EventTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.runners.core.InMemoryMultimapSideInputView;
import org.apache.beam.runners.core.LateDataUtils;
import org.apache.beam.runners.core.ReadyCheckingSideInputReader;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.transforms.Materializations;
import org.apache.beam.sdk.transforms.ViewFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.WindowedValue;
import org.apache.beam.sdk.values.WindowingStrategy;
import org.joda.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The views that one operator reads, as far as their side channels have brought them.
 *
 * <p>A view is ready for a window when a pane arrived for it, or when none can come any more: the
 * side watermark is strictly past the window's garbage collection, or past the point at which its
 * trigger must have fired. Then it reads as empty.
 */
public final class SideInputs implements ReadyCheckingSideInputReader {

  private final List<Side> sides = new ArrayList<>();
  private final Map<PCollectionView<?>, Side> byView = new HashMap<>();

  public SideInputs(List<SideInputSpec> specs) {
    for (SideInputSpec spec : specs) {
      Side side = new Side(spec.view());
      sides.add(side);
      byView.put(spec.view(), side);
    }
  }

  /** Takes a pane: for each of its windows it replaces what was there before. */
  public void onPane(int view, WindowedValue<? extends Iterable<?>> pane) {
    for (BoundedWindow window : pane.getWindows()) {
      sides.get(view).panes.put(window, new Pane(pane.getValue()));
    }
  }

  /** Takes the watermark of a side channel. */
  public void onWatermark(int view, long watermarkMillis) {
    sides.get(view).watermarkMillis = watermarkMillis;
  }

  /** Whether every view is ready for what it maps {@code mainWindow} to. */
  public boolean areReady(BoundedWindow mainWindow) {
    for (Side side : sides) {
      BoundedWindow window = side.view.getWindowMappingFn().getSideInputWindow(mainWindow);
      if (!side.isReady(window)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean isReady(PCollectionView<?> view, BoundedWindow window) {
    return side(view).isReady(window);
  }

  @Override
  @SuppressWarnings("unchecked") // The view's function makes what the view is declared to be.
  public <T> @Nullable T get(PCollectionView<T> view, BoundedWindow window) {
    Side side = side(view);
    Pane pane = side.panes.get(window);
    if (pane == null) {
      return (T) side.apply(List.of());
    }
    if (!pane.isApplied) {
      pane.content = side.apply(pane.elements);
      pane.isApplied = true;
    }
    return (T) pane.content;
  }

  @Override
  public <T> boolean contains(PCollectionView<T> view) {
    return byView.containsKey(view);
  }

  @Override
  public boolean isEmpty() {
    return sides.isEmpty();
  }

  private Side side(PCollectionView<?> view) {
    Side side = byView.get(view);
    if (side == null) {
      throw new IllegalArgumentException(
          "the transform reads view %s, which is not among its side inputs %s"
              .formatted(view, byView.keySet()));
    }
    return side;
  }

  /** The newest pane of a window; what the view's function makes of it is made once. */
  private static final class Pane {

    private final Iterable<?> elements;
    private @Nullable Object content;
    private boolean isApplied;

    Pane(Iterable<?> elements) {
      this.elements = elements;
    }
  }

  /** One view. */
  private static final class Side {

    private final PCollectionView<?> view;
    private final Map<BoundedWindow, Pane> panes = new HashMap<>();
    private long watermarkMillis = Watermark.INITIAL_MILLIS;

    Side(PCollectionView<?> view) {
      this.view = view;
    }

    boolean isReady(BoundedWindow window) {
      return watermarkMillis == Watermark.FINAL_MILLIS
          || panes.containsKey(window)
          || watermarkMillis > emptyAfterMillis(window);
    }

    /** Past this the window is empty if no pane arrived. */
    @SuppressWarnings("deprecation") // A view tells runners what it is by deprecated methods.
    private long emptyAfterMillis(BoundedWindow window) {
      WindowingStrategy<?, ?> strategy = view.getWindowingStrategyInternal();
      Instant expiry = LateDataUtils.garbageCollectionTime(window, strategy);
      Instant fired = strategy.getTrigger().getWatermarkThatGuaranteesFiring(window);
      return EventTime.holdMillis(fired.isBefore(expiry) ? fired : expiry);
    }

    // The materialization names the types; a view tells runners what it is by deprecated methods.
    @SuppressWarnings({"unchecked", "rawtypes", "deprecation"})
    @Nullable Object apply(Iterable<?> elements) {
      ViewFn viewFn = view.getViewFn();
      String urn = viewFn.getMaterialization().getUrn();
      if (urn.equals(Materializations.ITERABLE_MATERIALIZATION_URN)) {
        Materializations.IterableView iterable = () -> elements;
        return viewFn.apply(iterable);
      }
      if (urn.equals(Materializations.MULTIMAP_MATERIALIZATION_URN)) {
        Coder keyCoder = ((KvCoder<?, ?>) view.getCoderInternal()).getKeyCoder();
        return viewFn.apply(
            InMemoryMultimapSideInputView.fromIterable(keyCoder, (Iterable) elements));
      }
      throw new IllegalStateException(
          "view %s wants to be materialized as %s, which is neither iterable nor multimap"
              .formatted(view, urn));
    }
  }
}
