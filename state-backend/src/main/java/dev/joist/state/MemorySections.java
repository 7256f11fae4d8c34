// SPDX-License-Identifier: Apache-2.0
package dev.joist.state;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Sections of a snapshot in memory: written once, read any number of times. */
public final class MemorySections implements SnapshotSink, SnapshotSource {

  private final List<MemorySection> sections = new ArrayList<>();

  @Override
  public OutputStream begin(SectionHeader header) {
    MemorySection section = new MemorySection(header, new ByteArrayOutputStream());
    sections.add(section);
    return section.bytes();
  }

  @Override
  public List<MemorySection> sections() {
    return List.copyOf(sections);
  }

  /** A section and its bytes. */
  public record MemorySection(SectionHeader header, ByteArrayOutputStream bytes)
      implements Section {

    @Override
    public InputStream open() {
      return new ByteArrayInputStream(bytes.toByteArray());
    }
  }
}
