// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.parse;

import dev.joist.translation.logical.LogicalNode;
import java.io.IOException;
import org.apache.beam.model.pipeline.v1.RunnerApi;

/** Makes the node of one kind of transform. */
interface TransformTranslator {

  /**
   * Whether {@code transform} says in its payload all that its node needs; if not, and it has
   * parts, the parts run in its place.
   */
  default boolean accepts(RunnerApi.PTransform transform) {
    return true;
  }

  /**
   * The node of the transform.
   *
   * @throws IOException if the payload is not what its URN says
   */
  LogicalNode translate(TransformContext transform) throws IOException;
}
