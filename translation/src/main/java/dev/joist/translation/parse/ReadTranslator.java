// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.parse;

import dev.joist.operators.read.BoundedReadSpec;
import dev.joist.operators.read.UnboundedReadSpec;
import dev.joist.translation.logical.LogicalNode;
import dev.joist.translation.logical.Wiring;
import java.io.IOException;
import org.apache.beam.model.pipeline.v1.RunnerApi;
import org.apache.beam.sdk.util.construction.ReadTranslation;

/** Read, bounded and unbounded. */
final class ReadTranslator implements TransformTranslator {

  private static final String BOUNDED_URN = "beam:java:boundedsource:v1";
  private static final String UNBOUNDED_URN = "beam:java:unboundedsource:v1";

  @Override
  public LogicalNode translate(TransformContext transform) throws IOException {
    RunnerApi.ReadPayload payload = RunnerApi.ReadPayload.parseFrom(transform.payload());
    return switch (payload.getIsBounded()) {
      case BOUNDED -> bounded(transform, payload);
      case UNBOUNDED -> unbounded(transform, payload);
      case UNSPECIFIED, UNRECOGNIZED ->
          throw transform.malformed("its payload does not say whether the read is bounded");
    };
  }

  private static LogicalNode bounded(TransformContext transform, RunnerApi.ReadPayload payload)
      throws IOException {
    checkSource(transform, payload, BOUNDED_URN);
    Wiring wiring = transform.sourceWiring();
    String name = transform.name();
    return new LogicalNode.BoundedRead(
        wiring, new BoundedReadSpec<>(name, name, ReadTranslation.boundedSourceFromProto(payload)));
  }

  private static LogicalNode unbounded(TransformContext transform, RunnerApi.ReadPayload payload) {
    checkSource(transform, payload, UNBOUNDED_URN);
    Wiring wiring = transform.sourceWiring();
    String name = transform.name();
    return new LogicalNode.UnboundedRead(
        wiring,
        new UnboundedReadSpec<>(name, name, ReadTranslation.unboundedSourceFromProto(payload)));
  }

  private static void checkSource(
      TransformContext transform, RunnerApi.ReadPayload payload, String expected) {
    String urn = payload.getSource().getUrn();
    if (!urn.equals(expected)) {
      throw transform.unsupported(
          "a read whose source is %s".formatted(urn),
          "only Java's sources (%s) run".formatted(expected));
    }
  }
}
