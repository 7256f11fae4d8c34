// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.heap;

import dev.joist.state.SnapshotSink;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The keyed state of a store in one version: a section for each cell and key group with content.
 */
record FrozenKeyedState<K extends @Nullable Object>(
    KeyedRows<K> rows, List<HeapCell<?>> cells, HashTable.Frozen<Slot> table)
    implements FrozenState {

  FrozenKeyedState {
    List<HeapCell<?>> sorted = new ArrayList<>(cells);
    sorted.sort(Comparator.comparing(cell -> cell.spec().id().cell()));
    cells = List.copyOf(sorted);
  }

  @Override
  public void writeTo(SnapshotSink sink) throws IOException {
    Map<Integer, List<Slot>> groups = new TreeMap<>();
    table.forEach(
        slot -> groups.computeIfAbsent(slot.keyGroup, group -> new ArrayList<>()).add(slot));
    for (HeapCell<?> cell : cells) {
      for (Map.Entry<Integer, List<Slot>> group : groups.entrySet()) {
        List<Slot> filled =
            group.getValue().stream().filter(slot -> slot.content(cell.index()) != null).toList();
        if (!filled.isEmpty()) {
          writeSection(cell, group.getKey(), filled, sink);
        }
      }
    }
  }

  private void writeSection(HeapCell<?> cell, int keyGroup, List<Slot> slots, SnapshotSink sink)
      throws IOException {
    try (OutputStream out = sink.begin(rows.header(cell.spec(), keyGroup))) {
      rows.write(cell, slots, out);
    }
  }
}
