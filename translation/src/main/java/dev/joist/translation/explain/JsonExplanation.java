// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.explain;

import dev.joist.translation.logical.CollectionId;
import dev.joist.translation.logical.KindNames;
import dev.joist.translation.logical.LogicalCollection;
import dev.joist.translation.logical.LogicalNode;
import dev.joist.translation.logical.LogicalPlan;
import dev.joist.translation.optimize.PassReport;
import dev.joist.translation.physical.StageLayout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Plans as JSON for programs: {@code logical}, {@code passes}, {@code optimized}, {@code physical}.
 */
public final class JsonExplanation {

  private JsonExplanation() {}

  /** The JSON text of {@code explained}. */
  public static String of(Explained explained) {
    Map<String, Object> plans = new LinkedHashMap<>();
    plans.put("logical", logical(explained.parsed()));
    plans.put(
        "passes", explained.optimized().reports().stream().map(JsonExplanation::report).toList());
    plans.put("optimized", logical(explained.optimized().plan()));
    plans.put("physical", physical(explained.layout()));
    return JsonWriter.write(plans);
  }

  private static Map<String, Object> logical(LogicalPlan plan) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("nodes", plan.nodes().stream().map(JsonExplanation::node).toList());
    json.put(
        "collections",
        plan.collections().values().stream().map(JsonExplanation::collection).toList());
    return json;
  }

  private static Map<String, Object> node(LogicalNode node) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", node.name());
    json.put("kind", node.accept(KindNames.INSTANCE));
    json.put("inputs", node.inputs().stream().map(CollectionId::value).toList());
    json.put("outputs", node.outputs().stream().map(CollectionId::value).toList());
    return json;
  }

  private static Map<String, Object> collection(LogicalCollection collection) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", collection.id().value());
    json.put("name", collection.name());
    json.put("coder", Description.of(collection.coder()));
    json.put("windowing", Description.of(collection.windowing()));
    json.put("bounded", collection.bounded());
    return json;
  }

  private static Map<String, Object> report(PassReport report) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("pass", report.pass());
    json.put("notes", report.notes());
    return json;
  }

  private static Map<String, Object> physical(StageLayout layout) {
    StageIndex index = new StageIndex(layout);
    List<Object> stages = new ArrayList<>();
    for (int number = 0; number < layout.stages().size(); number++) {
      StageLayout.FusedStage stage = layout.stages().get(number);
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("stage", number);
      json.put("parallelism", stage.parallelism());
      json.put("startsAfter", List.copyOf(stage.startsAfter()));
      json.put("operators", stage.nodes().stream().map(LogicalNode::name).toList());
      json.put("arrivals", index.arrivals(number).stream().map(JsonExplanation::arrival).toList());
      stages.add(json);
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("stages", stages);
    return json;
  }

  private static Map<String, Object> arrival(StageIndex.Arrival arrival) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("fromStage", arrival.from());
    json.put("to", arrival.to().name());
    json.put("port", arrival.port());
    json.put("partitioning", arrival.spread().toString());
    return json;
  }
}
