// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.graph;

/** How a link spreads the elements of one subtask over the subtasks of the next operator. */
public sealed interface Partitioning {

  /** To the subtask of the same index; inside a stage a plain call. */
  record Forward() implements Partitioning {}

  /** To the subtask that owns the element's key group. */
  record ByKeyGroup(KeyGroupFunction function) implements Partitioning {}

  /** To each subtask in turn. */
  record Rebalance() implements Partitioning {}

  /** To every subtask, by reference. */
  record Broadcast() implements Partitioning {}

  /** Tells the key group of an element. Shared by all subtasks, so without state. */
  @FunctionalInterface
  interface KeyGroupFunction {

    /** The key group of {@code element}, from 0 to {@code maxParallelism - 1}. */
    int keyGroup(Object element, int maxParallelism);
  }
}
