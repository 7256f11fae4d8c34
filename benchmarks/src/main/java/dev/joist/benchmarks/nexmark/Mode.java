// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.nexmark;

import java.util.Locale;

/** How Nexmark reads its events: from a bounded source, or from an unbounded one that ends. */
public enum Mode {
  BATCH,
  STREAMING;

  /** The mode as a word in a sentence or a file name. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
