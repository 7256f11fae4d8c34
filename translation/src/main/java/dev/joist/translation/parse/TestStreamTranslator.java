// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.parse;

import dev.joist.operators.read.TestStreamSpec;
import dev.joist.translation.logical.LogicalNode;
import dev.joist.translation.logical.Wiring;
import java.io.IOException;
import org.apache.beam.model.pipeline.v1.RunnerApi;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.util.construction.TestStreamTranslation;

/** TestStream. */
final class TestStreamTranslator implements TransformTranslator {

  @Override
  public LogicalNode translate(TransformContext transform) throws IOException {
    RunnerApi.TestStreamPayload payload =
        RunnerApi.TestStreamPayload.parseFrom(transform.payload());
    if (payload.hasEndpoint()) {
      throw transform.unsupported(
          "a TestStream that takes its events from %s".formatted(payload.getEndpoint().getUrl()),
          "give the events in the pipeline");
    }
    Wiring wiring = transform.sourceWiring();
    return new LogicalNode.TestStream(wiring, spec(transform, payload));
  }

  private static TestStreamSpec<?> spec(
      TransformContext transform, RunnerApi.TestStreamPayload payload) throws IOException {
    Coder<?> coder = transform.rehydration().coder(payload.getCoderId());
    return new TestStreamSpec<>(
        transform.name(), TestStreamTranslation.testStreamFromProtoPayload(payload, coder));
  }
}
