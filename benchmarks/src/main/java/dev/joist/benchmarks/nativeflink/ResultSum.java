// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.nativeflink;

import dev.joist.benchmarks.child.Facts;
import dev.joist.benchmarks.child.FirstElement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many results came out in this process, and a sum that tells whether they were the same, in
 * whatever order. Both sides add to it what they have at the end of a query.
 *
 * <p><em>Threading</em>: any thread may add.
 */
final class ResultSum {

  static final String RESULTS = "results";
  static final String CHECKSUM = "checksum";

  private static final long ODD = 0x9E3779B97F4A7C15L;
  private static final int PRIME = 31;

  private static final LongAdder COUNT = new LongAdder();
  private static final LongAdder SUM = new LongAdder();

  private ResultSum() {}

  /** Adds a result that three numbers make out. */
  static void add(long first, long second, long third) {
    COUNT.increment();
    SUM.add((((first * PRIME) + second) * PRIME + third) * ODD);
  }

  /** Writes the facts of this process to {@code file}. */
  static void write(Path file) throws IOException {
    Map<String, Long> facts = new TreeMap<>(FirstElement.facts());
    facts.put(RESULTS, COUNT.sum());
    facts.put(CHECKSUM, SUM.sum());
    new Facts(facts).write(file);
  }
}
