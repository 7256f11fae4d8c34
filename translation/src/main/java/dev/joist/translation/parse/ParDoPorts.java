// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.parse;

import dev.joist.translation.logical.LogicalCollection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.model.pipeline.v1.RunnerApi;

/**
 * Which inputs and outputs of a ParDo are what.
 *
 * @param mainInput the elements that it processes
 * @param sideInputs the collections behind its views, by local name, in the order of names
 * @param outputs by local name, the main output first, then in the order of names
 */
record ParDoPorts(
    LogicalCollection mainInput,
    Map<String, LogicalCollection> sideInputs,
    Map<String, LogicalCollection> outputs) {

  /** The ports of {@code transform}; {@code mainTag} is the name of its main output. */
  static ParDoPorts of(TransformContext transform, RunnerApi.ParDoPayload payload, String mainTag) {
    return new ParDoPorts(
        mainInput(transform, payload), sideInputs(transform, payload), outputs(transform, mainTag));
  }

  private static LogicalCollection mainInput(
      TransformContext transform, RunnerApi.ParDoPayload payload) {
    List<String> names =
        transform.inputs().keySet().stream()
            .filter(name -> !payload.containsSideInputs(name))
            .toList();
    if (names.size() != 1) {
      throw transform.malformed(
          "a ParDo has one main input, but these inputs are not side inputs: %s".formatted(names));
    }
    return transform.collection(transform.inputs(), names.get(0));
  }

  private static Map<String, LogicalCollection> sideInputs(
      TransformContext transform, RunnerApi.ParDoPayload payload) {
    Map<String, String> inputs = transform.inputs();
    Map<String, LogicalCollection> sides = new LinkedHashMap<>();
    for (String name : LocalNames.sorted(payload.getSideInputsMap()).keySet()) {
      if (!inputs.containsKey(name)) {
        throw transform.malformed(
            "its payload names the side input %s, but its inputs are %s"
                .formatted(name, inputs.keySet()));
      }
      sides.put(name, transform.collection(inputs, name));
    }
    return Collections.unmodifiableMap(sides);
  }

  private static Map<String, LogicalCollection> outputs(
      TransformContext transform, String mainTag) {
    Map<String, String> outputs = transform.outputs();
    if (!outputs.containsKey(mainTag)) {
      throw transform.malformed(
          "its main output is %s, but its outputs are %s".formatted(mainTag, outputs.keySet()));
    }
    Map<String, LogicalCollection> ordered = new LinkedHashMap<>();
    ordered.put(mainTag, transform.collection(outputs, mainTag));
    for (String name : outputs.keySet()) {
      ordered.computeIfAbsent(name, tag -> transform.collection(outputs, tag));
    }
    return Collections.unmodifiableMap(ordered);
  }
}
