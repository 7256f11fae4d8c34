// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.parse;

import dev.joist.operators.combine.CombineSpec;
import dev.joist.translation.logical.LogicalCollection;
import dev.joist.translation.logical.LogicalNode;
import java.io.IOException;
import org.apache.beam.model.pipeline.v1.RunnerApi;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.transforms.Combine.CombineFn;
import org.apache.beam.sdk.util.SerializableUtils;

/**
 * Combine.perKey whose function is a plain {@link CombineFn} of Java.
 *
 * <p>One whose function takes a context runs as its parts: a GroupByKey, and a ParDo that combines.
 */
final class CombinePerKeyTranslator implements TransformTranslator {

  private static final String JAVA_COMBINE_FN_URN = "beam:combinefn:javasdk:v1";

  @Override
  public boolean accepts(RunnerApi.PTransform transform) {
    try {
      return function(payload(transform)) instanceof CombineFn;
    } catch (IOException | RuntimeException e) {
      // Whatever is wrong with the payload, translate() finds it again and tells where.
      return true;
    }
  }

  @Override
  public LogicalNode translate(TransformContext transform) throws IOException {
    RunnerApi.CombinePayload payload = payload(transform.proto());
    checkFunction(transform, payload);
    LogicalCollection input = transform.onlyInput();
    KvCoder<?, ?> coder = transform.pairCoder(input);
    transform.checkDeterministic(coder.getKeyCoder(), "a Combine.perKey");
    Coder<?> accumulatorCoder = transform.rehydration().coder(payload.getAccumulatorCoderId());
    return new LogicalNode.CombinePerKey(
        transform.singleWiring(), spec(input, transform, payload, coder, accumulatorCoder));
  }

  @SuppressWarnings("unchecked") // the SDK checked the types when the pipeline was built
  private static <K, InputT, AccumT> CombineSpec<K, InputT, AccumT, ?> spec(
      LogicalCollection input,
      TransformContext transform,
      RunnerApi.CombinePayload payload,
      KvCoder<K, InputT> coder,
      Coder<AccumT> accumulatorCoder) {
    CombineFn<InputT, AccumT, ?> function = (CombineFn<InputT, AccumT, ?>) function(payload);
    return new CombineSpec<>(
        transform.name(),
        function,
        coder,
        accumulatorCoder,
        input.windowing(),
        CombineSpec.Phase.WHOLE);
  }

  private static void checkFunction(TransformContext transform, RunnerApi.CombinePayload payload) {
    String urn = payload.getCombineFn().getUrn();
    if (!urn.equals(JAVA_COMBINE_FN_URN)) {
      throw transform.unsupported(
          "a Combine whose function is %s".formatted(urn),
          "only Java's functions (%s) run".formatted(JAVA_COMBINE_FN_URN));
    }
    if (!(function(payload) instanceof CombineFn)) {
      throw transform.malformed(
          "its function takes a context, so that it can run only as its parts, but it has none");
    }
  }

  private static RunnerApi.CombinePayload payload(RunnerApi.PTransform transform)
      throws IOException {
    return RunnerApi.CombinePayload.parseFrom(transform.getSpec().getPayload());
  }

  private static Object function(RunnerApi.CombinePayload payload) {
    return SerializableUtils.deserializeFromByteArray(
        payload.getCombineFn().getPayload().toByteArray(), "CombineFn");
  }
}
