// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import dev.joist.execution.channel.Channel;
import dev.joist.execution.channel.ElementBatch;
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

  /** One element of so many, a power of two, is looked at for its size. */
  private static final int SAMPLED_OF = 16;

  private final LaneOutputs outputs;
  private final int input;
  private final List<Channel> targets;
  private final @Nullable ElementBatch[] open;
  private final Router router;
  private final boolean broadcast;
  private int next;
  private long elementBytes;

  /**
   * A link.
   *
   * @param input index of the link's input at the consuming stage
   * @param targets channels to the consuming subtasks, by index; one only if the edge is forward
   * @param ownIndex index of the producing subtask
   */
  LinkOutput(
      LaneOutputs outputs,
      int input,
      List<Channel> targets,
      Partitioning partitioning,
      int maxParallelism,
      int ownIndex) {
    this.outputs = outputs;
    this.input = input;
    this.targets = List.copyOf(targets);
    this.open = new ElementBatch[targets.size()];
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
    if (broadcast) {
      for (int target = 0; target < open.length; target++) {
        add(target, element);
      }
    } else {
      add(router.route(element), element);
    }
  }

  private void add(int target, Object element) {
    ElementBatch batch = open[target];
    if (batch == null || (batch.size() & (SAMPLED_OF - 1)) == 0) {
      batch = sampled(target, batch, element);
    }
    batch.add(element);
    if (outputs.flushIfAsked()) {
      outputs.suspendIfOverdrawn(targets.get(target));
    } else if (batch.isFull()) {
      flush(target);
      outputs.suspendIfOverdrawn(targets.get(target));
    }
  }

  /**
   * Looks at the size of an element; returns the batch that it goes to, which is a new one if there
   * is none or if it would make this one too large.
   *
   * <p>A new batch may take as many elements as are like this one. What an element keeps is taken
   * to rise at once and to fall slowly, so that one small element does not begin a batch of many
   * large.
   */
  private ElementBatch sampled(int target, @Nullable ElementBatch batch, Object element) {
    long bytes = outputs.sizeBytes(element);
    if (batch != null) {
      if (bytes == 0 || batch.sizeBytes() + SAMPLED_OF * bytes <= outputs.batchBytes()) {
        batch.sampled(bytes);
        return batch;
      }
      flush(target);
      outputs.suspendIfOverdrawn(targets.get(target));
    }
    elementBytes = Math.max(bytes, elementBytes - (elementBytes >> 3));
    ElementBatch fresh = outputs.newBatch(input, elementBytes);
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
      outputs.send(targets.get(target), batch);
    }
  }
}
