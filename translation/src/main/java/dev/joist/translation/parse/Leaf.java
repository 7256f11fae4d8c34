// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.parse;

import org.apache.beam.model.pipeline.v1.RunnerApi;

/**
 * A transform that becomes a node.
 *
 * @param id its id in the pipeline proto
 * @param proto the transform
 * @param translator makes its node
 */
record Leaf(String id, RunnerApi.PTransform proto, TransformTranslator translator) {

  /** Full name of the transform, or its id if it has none. */
  String name() {
    return proto.getUniqueName().isEmpty() ? id : proto.getUniqueName();
  }
}
