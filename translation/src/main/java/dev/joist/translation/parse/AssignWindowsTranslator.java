// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.parse;

import dev.joist.operators.window.AssignWindowsSpec;
import dev.joist.translation.logical.LogicalNode;
import java.io.IOException;
import org.apache.beam.model.pipeline.v1.RunnerApi;
import org.apache.beam.sdk.transforms.windowing.WindowFn;
import org.apache.beam.sdk.util.construction.WindowingStrategyTranslation;

/** Window.into. */
final class AssignWindowsTranslator implements TransformTranslator {

  @Override
  public LogicalNode translate(TransformContext transform) throws IOException {
    RunnerApi.WindowIntoPayload payload =
        RunnerApi.WindowIntoPayload.parseFrom(transform.payload());
    return new LogicalNode.AssignWindows(
        transform.singleWiring(),
        spec(
            transform.name(),
            WindowingStrategyTranslation.windowFnFromProto(payload.getWindowFn())));
  }

  private static <T> AssignWindowsSpec<T> spec(String name, WindowFn<T, ?> windowFn) {
    return new AssignWindowsSpec<>(name, windowFn);
  }
}
