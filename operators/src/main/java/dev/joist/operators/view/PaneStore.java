// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.view;

import dev.joist.execution.watermark.Watermark;
import dev.joist.state.CellId;
import dev.joist.state.StageCell;
import dev.joist.state.SubtaskStores;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToLongFunction;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;

/**
 * Where the newest panes of the views of one operator in one subtask are kept, so that they are in
 * each snapshot.
 *
 * <p>Each subtask writes the panes that it has, and is restored with those of all: one of them may
 * have let a window go that another still needs.
 *
 * <p><b>Threading:</b> a named concurrency part: the lanes of the subtask share it. A snapshot is
 * taken while none of them works.
 */
public final class PaneStore {

  private final ReentrantLock lock = new ReentrantLock();
  private final List<StageCell<Map<BoundedWindow, Iterable<?>>>> cells = new ArrayList<>();
  private final List<Long> mainWatermarks = new ArrayList<>();

  /**
   * The store of the views that {@code specs} name.
   *
   * @param transform full name of the transform that reads them
   * @param prefix begins the names of their cells, another for each operator of the transform
   */
  public PaneStore(
      String transform, String prefix, List<SideInputSpec> specs, SubtaskStores stores) {
    for (SideInputSpec spec : specs) {
      CellId cell = new CellId(transform, "%s of side input %s".formatted(prefix, spec.tag()));
      cells.add(stores.stage(cell, new PanesCodec(spec.view()), PanesCodec::union));
    }
  }

  /** The panes of a view. */
  Map<BoundedWindow, Iterable<?>> panes(int view) {
    lock.lock();
    try {
      Map<BoundedWindow, Iterable<?>> panes = cells.get(view).read();
      return panes == null ? Map.of() : Map.copyOf(panes);
    } finally {
      lock.unlock();
    }
  }

  /** Keeps a pane, in place of the one before. */
  void put(int view, BoundedWindow window, Iterable<?> elements) {
    lock.lock();
    try {
      Map<BoundedWindow, Iterable<?>> panes = cells.get(view).update();
      if (panes == null) {
        panes = new LinkedHashMap<>();
        cells.get(view).write(panes);
      }
      panes.put(window, elements);
    } finally {
      lock.unlock();
    }
  }

  /** A lane begins to share this; returns its number. */
  int join() {
    lock.lock();
    try {
      mainWatermarks.add(Watermark.INITIAL_MILLIS);
      return mainWatermarks.size() - 1;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes the main watermark at which {@code lane} lets windows go, and lets go of those that no
   * lane keeps any more.
   *
   * @param lapseMillis the last main watermark at which a window is kept
   */
  void lapse(int view, int lane, long mainMillis, ToLongFunction<BoundedWindow> lapseMillis) {
    lock.lock();
    try {
      mainWatermarks.set(lane, mainMillis);
      long lowest = Collections.min(mainWatermarks);
      Map<BoundedWindow, Iterable<?>> panes = cells.get(view).update();
      if (panes != null) {
        panes.keySet().removeIf(window -> lapseMillis.applyAsLong(window) < lowest);
      }
    } finally {
      lock.unlock();
    }
  }
}
