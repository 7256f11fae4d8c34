// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.physical;

import dev.joist.translation.logical.LogicalNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A stage while nodes are still being put into it. */
final class DraftStage {

  private final int number;
  private final int parallelism;
  private final boolean open;
  private final List<LogicalNode> nodes = new ArrayList<>();
  private final Set<DraftStage> upstream = new LinkedHashSet<>();
  private final Set<DraftStage> views = new LinkedHashSet<>();
  private final Set<DraftStage> startsAfter = new LinkedHashSet<>();

  /**
   * @param number order of creation
   * @param parallelism number of subtasks
   * @param open whether nodes that follow may join
   */
  DraftStage(int number, int parallelism, boolean open) {
    this.number = number;
    this.parallelism = parallelism;
    this.open = open;
  }

  int number() {
    return number;
  }

  int parallelism() {
    return parallelism;
  }

  boolean isOpen() {
    return open;
  }

  List<LogicalNode> nodes() {
    return nodes;
  }

  /** The stages that send to this one. */
  Set<DraftStage> upstream() {
    return upstream;
  }

  /** Those of {@link #upstream} that send a view. */
  Set<DraftStage> views() {
    return views;
  }

  /** The stages that have to be done before the source of this one begins. */
  Set<DraftStage> startsAfter() {
    return startsAfter;
  }

  /** All stages that have to come before this one. */
  Set<DraftStage> before() {
    Set<DraftStage> before = new LinkedHashSet<>(upstream);
    before.addAll(startsAfter);
    return before;
  }
}
