// SPDX-License-Identifier: Apache-2.0
package dev.joist.execution.subtask;

/**
 * Where the watermark of an operator's port comes from: a node before it, or an input of the stage.
 */
interface WatermarkSource {

  /** The watermark that the port may take when no bundle is open. */
  long watermark();

  /** The watermark that the port would take if the open bundle ended now, or more. */
  long hypothetical();

  /** Whether nobody is to wait for this watermark. */
  boolean isIdle();

  /** The merged watermark of an input of the stage, as its lane knows it. */
  record StageInput(LaneInputs inputs, int input) implements WatermarkSource {

    @Override
    public long watermark() {
      return inputs.watermark(input);
    }

    @Override
    public boolean isIdle() {
      return inputs.isIdle(input);
    }

    @Override
    public long hypothetical() {
      return inputs.watermark(input);
    }
  }
}
