// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

import dev.joist.execution.operator.Receiver;
import java.util.List;

/**
 * What a lane is put together from.
 *
 * @param inputs what the lane knows of the stage's inputs
 * @param outputs where its operators write
 * @param chain its operators, open
 * @param receivers where the elements of each input of the stage go, by index of the input
 * @param parker how its thread waits
 * @param passages what its operators do once others have passed what they emitted
 */
record LaneParts(
    LaneInputs inputs,
    LaneOutputs outputs,
    OperatorChain chain,
    List<Receiver> receivers,
    Parker parker,
    Passages passages) {

  LaneParts {
    receivers = List.copyOf(receivers);
  }
}
