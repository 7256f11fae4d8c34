// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import dev.joist.execution.metrics.SubtaskMetrics;
import dev.joist.execution.operator.Receiver;
import java.util.List;

/**
 * What a subtask is put together from.
 *
 * @param start keeps sources of the subtask from working yet
 * @param receivers where the elements of each input of the stage go, by index of the input
 */
record SubtaskParts(
    SubtaskId id,
    Inbox inbox,
    Outbox outbox,
    OperatorChain chain,
    SubtaskMetrics metrics,
    StartGate start,
    List<Receiver> receivers) {

  SubtaskParts {
    receivers = List.copyOf(receivers);
  }
}
