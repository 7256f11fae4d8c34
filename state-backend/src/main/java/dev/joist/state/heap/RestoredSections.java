// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.heap;

import dev.joist.state.CellId;
import dev.joist.state.SectionHeader;
import dev.joist.state.SnapshotSink;
import dev.joist.state.SnapshotSource;
import dev.joist.state.SnapshotSource.Section;
import dev.joist.state.StateScope;
import dev.joist.state.SubtaskScope;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The sections of a snapshot that a subtask owns and that no cell has taken yet. */
final class RestoredSections {

  private final SubtaskScope scope;
  private final Map<CellId, List<Section>> unclaimed =
      new TreeMap<>(Comparator.comparing(CellId::transform).thenComparing(CellId::cell));

  private RestoredSections(SubtaskScope scope) {
    this.scope = scope;
  }

  static RestoredSections of(SubtaskScope scope, List<? extends SnapshotSource> sources) {
    RestoredSections restored = new RestoredSections(scope);
    for (SnapshotSource source : sources) {
      for (Section section : source.sections()) {
        SectionHeader header = section.header();
        if (header.scope() != StateScope.KEYED || scope.keyGroups().contains(header.keyGroup())) {
          restored.unclaimed.computeIfAbsent(header.cell(), id -> new ArrayList<>()).add(section);
        }
      }
    }
    return restored;
  }

  /** The sections of a cell, which are its from now on. */
  List<Section> take(CellId id) {
    List<Section> sections = unclaimed.remove(id);
    return sections == null ? List.of() : sections;
  }

  /** A header for each keyed cell of a transform that was not taken. */
  List<SectionHeader> keyedHeadersOf(String transform) {
    return unclaimed.values().stream()
        .map(sections -> sections.get(0).header())
        .filter(header -> header.scope() == StateScope.KEYED)
        .filter(header -> header.cell().transform().equals(transform))
        .toList();
  }

  /** What was not taken goes into later snapshots as it is. */
  FrozenState freeze() {
    List<Section> left = unclaimed.values().stream().flatMap(List::stream).toList();
    return sink -> {
      for (Section section : left) {
        carry(section, sink);
      }
    };
  }

  private void carry(Section section, SnapshotSink sink) throws IOException {
    SectionHeader header = section.header();
    if (header.scope() == StateScope.STAGE && scope.subtask() != 0) {
      return;
    }
    try (InputStream in = section.open();
        OutputStream out = sink.begin(header)) {
      if (header.scope() == StateScope.ITEM) {
        ItemRow.copyOwned(in, scope, out);
      } else {
        in.transferTo(out);
      }
    }
  }
}
