// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.floor;

import dev.joist.execution.operator.Receiver;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.beam.sdk.transforms.Combine.CombineFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.WindowedValue;
import org.apache.beam.sdk.values.WindowedValues;

/**
 * The accumulators of one lane by window and key. Keys are told apart by {@code equals}.
 *
 * <p><b>Threading:</b> written by its lane; read by all once all have read their input.
 */
final class GroupTable implements Receiver {

  /** Where a key's accumulator is; adding may put another in its place. */
  private static final class Cell {

    private Object accumulator;

    Cell(Object accumulator) {
      this.accumulator = accumulator;
    }
  }

  private final CombineFn<Object, Object, Object> fn;
  private final Map<BoundedWindow, Map<Object, Cell>> byWindow = new HashMap<>();

  @SuppressWarnings("unchecked") // The pipeline's types fit.
  GroupTable(CombineFn<?, ?, ?> fn) {
    this.fn = (CombineFn<Object, Object, Object>) fn;
  }

  @Override
  @SuppressWarnings("unchecked") // As above.
  public void accept(Object element) {
    WindowedValue<KV<Object, Object>> value = (WindowedValue<KV<Object, Object>>) element;
    KV<Object, Object> pair = value.getValue();
    for (BoundedWindow window : value.getWindows()) {
      Cell cell = cell(window, pair.getKey());
      cell.accumulator = fn.addInput(cell.accumulator, pair.getValue());
    }
  }

  private Cell cell(BoundedWindow window, Object key) {
    Map<Object, Cell> cells = byWindow.get(window);
    if (cells == null) {
      cells = new HashMap<>();
      byWindow.put(window, cells);
    }
    Cell cell = cells.get(key);
    if (cell == null) {
      cell = new Cell(fn.createAccumulator());
      cells.put(key, cell);
    }
    return cell;
  }

  /**
   * Emits the results of every {@code of}th key, from the {@code share}th on, of all {@code
   * tables}.
   */
  static void emit(List<GroupTable> tables, int share, int of, Receiver output) {
    GroupTable merged = new GroupTable(tables.get(0).fn);
    for (GroupTable table : tables) {
      table.byWindow.forEach(
          (window, cells) ->
              cells.forEach(
                  (key, cell) -> {
                    if (Math.floorMod(Objects.hashCode(key), of) == share) {
                      merged.merge(window, key, cell.accumulator);
                    }
                  }));
    }
    merged.emit(output);
  }

  private void merge(BoundedWindow window, Object key, Object accumulator) {
    Map<Object, Cell> cells = byWindow.computeIfAbsent(window, any -> new HashMap<>());
    Cell cell = cells.get(key);
    if (cell == null) {
      cells.put(key, new Cell(accumulator));
    } else {
      cell.accumulator = fn.mergeAccumulators(List.of(cell.accumulator, accumulator));
    }
  }

  private void emit(Receiver output) {
    byWindow.forEach(
        (window, cells) ->
            cells.forEach(
                (key, cell) ->
                    output.accept(
                        WindowedValues.of(
                            KV.of(key, fn.extractOutput(cell.accumulator)),
                            window.maxTimestamp(),
                            window,
                            PaneInfo.ON_TIME_AND_ONLY_FIRING))));
  }
}
