// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import dev.joist.execution.operator.Operator;
import dev.joist.execution.operator.Progress;
import dev.joist.execution.operator.StopFlag;
import dev.joist.execution.watermark.Watermark;
import java.util.List;

/** The fused operators of one subtask, in topological order. */
final class OperatorChain {

  private final List<ChainNode> nodes;
  private final List<ChainNode> workers;
  private final List<ChainNode> leaving;
  private final StopFlag stop;
  private final boolean prefersLargeBundles;

  /**
   * A chain of operators that are open.
   *
   * @param leaving for each link that leaves the stage, the node that it leaves from
   * @param stop raised when no operator is to do anything any more
   */
  OperatorChain(List<ChainNode> nodes, List<ChainNode> leaving, StopFlag stop) {
    this.nodes = List.copyOf(nodes);
    this.workers = nodes.stream().filter(node -> !node.isWorkDone()).toList();
    this.leaving = List.copyOf(leaving);
    this.stop = stop;
    this.prefersLargeBundles = nodes.stream().anyMatch(n -> n.operator().prefersLargeBundles());
  }

  boolean prefersLargeBundles() {
    return prefersLargeBundles;
  }

  /** Ends the bundle of every operator, without letting any watermark move. */
  void finishBundle() throws Exception {
    for (ChainNode node : nodes) {
      stop.check();
      node.operator().finishBundle();
    }
  }

  /** Has every operator take nothing more in; between bundles. */
  void drain() throws Exception {
    for (ChainNode node : nodes) {
      stop.check();
      node.operator().drain();
    }
  }

  /** Lets every operator write into its stores what it keeps elsewhere; between bundles. */
  void beforeSnapshot(long snapshotId) throws Exception {
    for (ChainNode node : nodes) {
      node.operator().beforeSnapshot(snapshotId);
    }
  }

  /** A barrier is on its way, or is no more; for any thread. */
  void expectSnapshot(boolean expected) {
    for (ChainNode node : nodes) {
      node.operator().expectSnapshot(expected);
    }
  }

  /** Ends the bundle and lets the watermarks move operator by operator. */
  void finishBundleAndAdvance() throws Exception {
    for (ChainNode node : nodes) {
      stop.check();
      node.advance();
    }
  }

  /** For each link that leaves the stage, the node whose watermark is the link's. */
  List<ChainNode> leaving() {
    return leaving;
  }

  /**
   * Whether no operator keeps anything that a watermark or a time would move, so that without new
   * elements the chain only passes watermarks on.
   */
  boolean isClean() {
    for (ChainNode node : nodes) {
      Operator operator = node.operator();
      if (operator.isHolding()
          || operator.nextProcessingTimeMillis() != Watermark.FINAL_MILLIS
          || operator.isBusy()) {
        return false;
      }
    }
    return true;
  }

  /** Takes over what side channels brought to the chain of another lane. */
  void adoptSideInputs(OperatorChain other) {
    for (int i = 0; i < nodes.size(); i++) {
      nodes.get(i).operator().adoptSideInputs(other.nodes.get(i).operator());
    }
  }

  /** Whether the watermarks that wait would make something happen. */
  boolean isDue() {
    boolean due = false;
    for (ChainNode node : nodes) {
      due |= node.isDue();
    }
    return due;
  }

  /** The earliest processing time at which an operator wants to be called. */
  long nextProcessingTimeMillis() {
    long next = Watermark.FINAL_MILLIS;
    for (ChainNode node : nodes) {
      next = Math.min(next, node.operator().nextProcessingTimeMillis());
    }
    return next;
  }

  /** Fires what is due at a processing time; returns whether that was anything. */
  boolean onProcessingTime(long nowMillis) throws Exception {
    boolean fired = false;
    for (ChainNode node : nodes) {
      Operator operator = node.operator();
      if (operator.nextProcessingTimeMillis() <= nowMillis) {
        fired |= operator.onProcessingTime(nowMillis);
      }
    }
    return fired;
  }

  /** Lets sources and the like do some work of their own; tells of the one with most left to do. */
  Progress work(int budget) throws Exception {
    Progress all = Progress.DONE;
    for (ChainNode node : workers) {
      if (!node.isWorkDone()) {
        Progress one = node.operator().work(budget);
        if (one == Progress.DONE) {
          node.workIsDone();
          all = Progress.WORKED;
        } else if (one.compareTo(all) < 0) {
          all = one;
        }
      }
    }
    return all;
  }

  boolean hasOwnWork() {
    for (ChainNode node : workers) {
      if (!node.isWorkDone()) {
        return true;
      }
    }
    return false;
  }

  /** How much work of operators other lanes could do now; for any thread. */
  int workForOthers() {
    int work = 0;
    for (ChainNode node : workers) {
      work += node.operator().workForOthers();
    }
    return work;
  }

  boolean isBusy() {
    for (ChainNode node : workers) {
      if (!node.isWorkDone() && node.operator().isBusy()) {
        return true;
      }
    }
    return false;
  }

  /** Whether work of an operator's waits for the open bundle to end. */
  boolean waitsForBundleEnd() {
    for (ChainNode node : workers) {
      if (!node.isWorkDone() && node.operator().waitsForBundleEnd()) {
        return true;
      }
    }
    return false;
  }

  /** The lowest output watermark of all operators. */
  long outputWatermark() {
    long lowest = Watermark.FINAL_MILLIS;
    for (ChainNode node : nodes) {
      lowest = Math.min(lowest, node.watermark());
    }
    return lowest;
  }
}
