// SPDX-License-Identifier: Apache-2.0
package dev.joist.state;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** What one subtask wrote into a snapshot. */
public interface SnapshotSource {

  List<? extends Section> sections();

  /** A section that can be read any number of times. */
  interface Section {

    SectionHeader header();

    InputStream open() throws IOException;
  }
}
