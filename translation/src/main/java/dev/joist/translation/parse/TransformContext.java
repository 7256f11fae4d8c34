// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.parse;

import dev.joist.translation.logical.CollectionId;
import dev.joist.translation.logical.LogicalCollection;
import dev.joist.translation.logical.Wiring;
import java.util.List;
import java.util.Map;
import org.apache.beam.model.pipeline.v1.RunnerApi;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.vendor.grpc.v1p69p0.com.google.protobuf.ByteString;

/**
 * One transform of a pipeline proto, as its translator sees it.
 *
 * @param proto the transform
 * @param rehydration makes what the transform refers to
 * @param views where the views of side inputs are kept
 */
record TransformContext(RunnerApi.PTransform proto, Rehydration rehydration, Views views) {

  /** Full name of the transform. */
  String name() {
    return proto.getUniqueName();
  }

  String urn() {
    return proto.getSpec().getUrn();
  }

  ByteString payload() {
    return proto.getSpec().getPayload();
  }

  /** The inputs by local name, in the order of names. */
  Map<String, String> inputs() {
    return LocalNames.sorted(proto.getInputsMap());
  }

  /** The outputs by local name, in the order of names. */
  Map<String, String> outputs() {
    return LocalNames.sorted(proto.getOutputsMap());
  }

  /** The collection that is called {@code name} among {@code inputsOrOutputs}. */
  LogicalCollection collection(Map<String, String> inputsOrOutputs, String name) {
    String id = inputsOrOutputs.get(name);
    if (id == null) {
      throw malformed(
          "it has nothing called %s among %s".formatted(name, inputsOrOutputs.keySet()));
    }
    return rehydration.collection(id);
  }

  /** The one input of a transform that has no other. */
  LogicalCollection onlyInput() {
    return only("input", inputs());
  }

  /** The one output of a transform that has no other. */
  LogicalCollection onlyOutput() {
    return only("output", outputs());
  }

  /** The place of a transform without inputs and with one output. */
  Wiring sourceWiring() {
    if (!proto.getInputsMap().isEmpty()) {
      throw malformed("%s reads nothing, but has inputs %s".formatted(urn(), inputs().keySet()));
    }
    return new Wiring(name(), List.of(), List.of(onlyOutput().id()));
  }

  /** The place of a transform with one input and one output. */
  Wiring singleWiring() {
    return new Wiring(name(), List.of(onlyInput().id()), List.of(onlyOutput().id()));
  }

  /** The place of a transform with any number of inputs and one output. */
  Wiring unionWiring() {
    List<CollectionId> from =
        inputs().values().stream().map(id -> rehydration.collection(id).id()).toList();
    return new Wiring(name(), from, List.of(onlyOutput().id()));
  }

  /** The coder of {@code input}, which has to be one of pairs. */
  KvCoder<?, ?> pairCoder(LogicalCollection input) {
    if (input.coder() instanceof KvCoder<?, ?> pairs) {
      return pairs;
    }
    throw malformed(
        "it groups by key, but its input %s has the coder %s instead of a KvCoder"
            .formatted(input.name(), input.coder()));
  }

  /** Fails unless equal keys have equal encodings; {@code user} is what groups by them. */
  void checkDeterministic(Coder<?> keyCoder, String user) {
    try {
      keyCoder.verifyDeterministic();
    } catch (Coder.NonDeterministicException e) {
      String reason = String.valueOf(e.getMessage()).strip().replaceAll("\\s+", " ");
      String sentence =
          "the key coder of %s must be deterministic: %s Set another with setCoder"
              .formatted(user, reason);
      throw new ProblemException(Problem.configuration(name(), sentence, e));
    }
  }

  /** What the transform says contradicts itself. */
  ProblemException malformed(String sentence) {
    return new ProblemException(Problem.malformed(name(), sentence));
  }

  /** Joist does not run what the transform asks for. */
  ProblemException unsupported(String what, String advice) {
    return new ProblemException(Problem.unsupported(name(), what, advice));
  }

  private LogicalCollection only(String direction, Map<String, String> all) {
    if (all.size() != 1) {
      throw malformed("%s has one %s, but here %s".formatted(urn(), direction, all.keySet()));
    }
    return rehydration.collection(all.values().iterator().next());
  }
}
