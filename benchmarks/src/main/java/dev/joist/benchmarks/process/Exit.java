// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.process;

/** How a child JVM ended. */
public sealed interface Exit {

  /** It ended by itself; 0 is success. */
  record Exited(int status) implements Exit {}

  /**
   * It was still running at its time limit, was asked for its threads (they are in its log), and
   * killed.
   */
  record TimedOut() implements Exit {}
}
