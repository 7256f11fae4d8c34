// SPDX-License-Identifier: Apache-2.0
package dev.joist.state.heap;

import dev.joist.state.CellId;
import dev.joist.state.CellKind;
import dev.joist.state.Codec;
import dev.joist.state.IncompatibleStateException;
import dev.joist.state.SectionHeader;
import dev.joist.state.SnapshotSink;
import dev.joist.state.SnapshotSource.Section;
import dev.joist.state.StageCell;
import dev.joist.state.StateScope;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** Keeps the live value and the version in which it was put in. */
final class HeapStageCell<T> implements StageCell<T> {

  private final CellId id;
  private final Codec<T> codec;
  private final int subtask;
  private final @Nullable BinaryOperator<T> merge;
  private final Versions versions;
  private @Nullable T value;
  private long version;

  HeapStageCell(
      CellId id,
      Codec<T> codec,
      int subtask,
      @Nullable BinaryOperator<T> merge,
      Versions versions) {
    this.id = id;
    this.codec = codec;
    this.subtask = subtask;
    this.merge = merge;
    this.versions = versions;
  }

  @Override
  public @Nullable T read() {
    return value;
  }

  @Override
  public @Nullable T update() {
    checkWriter();
    if (value != null && versions.isSeen(version)) {
      set(codec.copy(value));
    }
    return value;
  }

  @Override
  public void write(T newValue) {
    checkWriter();
    set(newValue);
  }

  @Override
  public void clear() {
    checkWriter();
    value = null;
  }

  FrozenState freeze() {
    T frozen = value;
    return sink -> {
      if (frozen != null && isWriter()) {
        write(frozen, sink);
      }
    };
  }

  void restore(List<Section> sections) {
    for (Section section : sections) {
      if (!section.header().equals(header())) {
        throw new IncompatibleStateException(
            "%s was written as %s, and the pipeline reads it as %s"
                .formatted(id, section.header(), header()));
      }
      try (InputStream in = new BufferedInputStream(section.open())) {
        T part = codec.decode(in);
        T before = value;
        set(merge == null || before == null ? part : merge.apply(before, part));
      } catch (IOException e) {
        throw new IncompatibleStateException("%s cannot be read back".formatted(id), e);
      }
    }
  }

  private void set(T newValue) {
    value = newValue;
    version = versions.current();
  }

  private void write(T frozen, SnapshotSink sink) throws IOException {
    try (OutputStream out = sink.begin(header())) {
      codec.encode(frozen, out);
    }
  }

  private boolean isWriter() {
    return subtask == 0 || merge != null;
  }

  private void checkWriter() {
    if (!isWriter()) {
      throw new IllegalStateException(
          "%s is written by subtask 0 alone, not by subtask %d".formatted(id, subtask));
    }
  }

  private SectionHeader header() {
    return new SectionHeader(
        StateScope.STAGE, id, CellKind.VALUE, List.of(codec.id()), SectionHeader.NO_KEY_GROUP);
  }
}
