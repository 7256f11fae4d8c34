// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import dev.joist.execution.channel.Channel;
import dev.joist.execution.channel.ElementBatch;
import dev.joist.execution.channel.SizeEstimator;
import dev.joist.execution.graph.Partitioning;
import dev.joist.execution.graph.Partitioning.KeyGroupFunction;
import dev.joist.execution.operator.Receiver;
import dev.joist.state.KeyGroup;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One link that leaves a stage, as one lane sees it: spreads elements over the channels to the
 * consuming subtasks, in batches.
 */
final class LinkOutput implements Receiver {

  /** Chooses the channel of an element. */
  private interface Router {
    int route(Object element);
  }

  private final LaneOutputs outputs;
  private final int input;
  private final List<Channel> targets;
  private final @Nullable ElementBatch[] open;
  private final Router router;
  private final SizeEstimator sizes;
  private final long batchBytes;
  private final boolean broadcast;
  private int next;
  private long meanBytes;

  /**
   * A link.
   *
   * @param wiring its channels; one only if the edge is forward
   * @param ownIndex index of the producing subtask
   */
  LinkOutput(LaneOutputs outputs, StageWiring.Outbound wiring, int maxParallelism, int ownIndex) {
    Partitioning partitioning = wiring.link().partitioning();
    this.outputs = outputs;
    this.input = wiring.input();
    this.targets = wiring.targets();
    this.open = new ElementBatch[targets.size()];
    this.sizes = wiring.link().sizes().create();
    this.batchBytes = outputs.batchBytes();
    this.broadcast = partitioning instanceof Partitioning.Broadcast;
    this.router = router(partitioning, targets.size(), maxParallelism, ownIndex);
    this.next = 0;
  }

  private Router router(Partitioning partitioning, int count, int maxParallelism, int ownIndex) {
    if (count == 1) {
      return element -> 0;
    }
    if (partitioning instanceof Partitioning.Forward) {
      // It shares its channels with a link that spreads over all of them.
      return element -> ownIndex;
    }
    if (partitioning instanceof Partitioning.ByKeyGroup byKey) {
      KeyGroupFunction function = byKey.function();
      return element ->
          KeyGroup.subtaskOf(function.keyGroup(element, maxParallelism), count, maxParallelism);
    }
    return element -> {
      next = next + 1 == count ? 0 : next + 1;
      return next;
    };
  }

  @Override
  public void accept(Object element) {
    long bytes = sizes.sizeBytes(element);
    if (broadcast) {
      for (int target = 0; target < open.length; target++) {
        add(target, element, bytes);
      }
    } else {
      add(router.route(element), element, bytes);
    }
  }

  private void add(int target, Object element, long bytes) {
    ElementBatch batch = open[target];
    if (batch == null || batch.sizeBytes() + bytes > batchBytes) {
      batch = begin(target, batch, bytes);
    }
    batch.add(element, bytes);
    if (outputs.isToBeFlushed(bytes)) {
      outputs.flush();
      outputs.suspendIfOverdrawn(targets.get(target));
    } else if (batch.isFull() || batch.sizeBytes() >= batchBytes) {
      flush(target);
      outputs.suspendIfOverdrawn(targets.get(target));
    }
  }

  /**
   * A new batch for elements such as one of {@code bytes}, or such as those of the last batch if
   * these are larger; sends {@code before}, which has no room for it.
   */
  private ElementBatch begin(int target, @Nullable ElementBatch before, long bytes) {
    if (before != null) {
      flush(target);
      outputs.suspendIfOverdrawn(targets.get(target));
    }
    ElementBatch fresh = outputs.newBatch(input, Math.max(bytes, meanBytes));
    open[target] = fresh;
    return fresh;
  }

  /** Sends all batches, full or not. */
  void flush() {
    for (int target = 0; target < open.length; target++) {
      flush(target);
    }
  }

  private void flush(int target) {
    ElementBatch batch = open[target];
    if (batch != null) {
      open[target] = null;
      meanBytes = batch.sizeBytes() / batch.size();
      outputs.send(targets.get(target), batch);
    }
  }
}
