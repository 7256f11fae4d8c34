// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.parse;

import dev.joist.execution.JoistException;
import dev.joist.translation.logical.LogicalCollection;
import dev.joist.translation.logical.LogicalNode;
import dev.joist.translation.logical.LogicalPlan;
import dev.joist.translation.logical.UniqueNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.beam.model.pipeline.v1.RunnerApi;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.apache.beam.sdk.transforms.resourcehints.ResourceHints;

/** Reads a pipeline proto into a logical plan. */
public final class PipelineParser {

  private static final Set<String> KNOWN_REQUIREMENTS =
      Set.of(
          "beam:requirement:pardo:stateful:v1",
          "beam:requirement:pardo:finalization:v1",
          "beam:requirement:pardo:stable_input:v1",
          "beam:requirement:pardo:time_sorted_input:v1",
          "beam:requirement:pardo:splittable_dofn:v1",
          "beam:requirement:pardo:on_window_expiration:v1");

  private final RunnerApi.Pipeline pipeline;
  private final Rehydration rehydration;
  private final Views views;
  private final Problems problems = new Problems();
  private final List<LogicalNode> nodes = new ArrayList<>();

  private PipelineParser(RunnerApi.Pipeline pipeline, PipelineOptions options) {
    RunnerApi.Components components = pipeline.getComponents();
    this.pipeline = pipeline;
    this.rehydration =
        new Rehydration(
            components,
            Pipeline.forTransformHierarchy(
                new TransformHierarchy(ResourceHints.create()), options));
    this.views =
        new Views(
            new UniqueNames(
                components.getTransformsMap().values().stream()
                    .map(RunnerApi.PTransform::getUniqueName)
                    .toList()),
            new UniqueNames(components.getPcollectionsMap().keySet()));
  }

  /**
   * The logical plan of {@code pipeline}.
   *
   * @param options those of the user, as an object, for what the proto cannot say
   * @throws JoistException of kind UNSUPPORTED or CONFIGURATION, with all that keeps the pipeline
   *     from running
   */
  public static LogicalPlan parse(RunnerApi.Pipeline pipeline, PipelineOptions options) {
    return new PipelineParser(pipeline, options).parse();
  }

  private LogicalPlan parse() {
    List<Leaf> leaves = Hierarchy.leaves(pipeline, problems);
    CoderCheck.check(pipeline.getComponents(), problems);
    DataflowCheck.check(pipeline.getComponents(), leaves, problems);
    problems.throwIfAny();
    checkRequirements();
    leaves.forEach(this::translate);
    problems.throwIfAny();
    return plan();
  }

  private void checkRequirements() {
    for (String requirement : new TreeSet<>(pipeline.getRequirementsList())) {
      if (!KNOWN_REQUIREMENTS.contains(requirement)) {
        problems.add(
            Problem.unsupported(
                "the pipeline", "the requirement " + requirement, "leave out what asks for it"));
      }
    }
  }

  private void translate(Leaf leaf) {
    try {
      int viewsBefore = views.nodes().size();
      LogicalNode node =
          leaf.translator().translate(new TransformContext(leaf.proto(), rehydration, views));
      nodes.addAll(views.nodes().subList(viewsBefore, views.nodes().size()));
      nodes.add(node);
    } catch (ProblemException e) {
      problems.add(e.problem());
    } catch (IOException | RuntimeException e) {
      String sentence =
          "its payload for %s cannot be read: %s"
              .formatted(leaf.proto().getSpec().getUrn(), Rehydration.rootMessage(e));
      problems.add(Problem.configuration(leaf.name(), sentence, e));
    }
  }

  private LogicalPlan plan() {
    List<LogicalCollection> collections = new ArrayList<>(views.panes());
    for (String id : producedCollections()) {
      collections.add(rehydration.collection(id));
    }
    return LogicalPlan.of(nodes, collections);
  }

  private Set<String> producedCollections() {
    Set<String> ids = new LinkedHashSet<>();
    nodes.stream()
        .filter(node -> !(node instanceof LogicalNode.CreateView))
        .forEach(node -> node.outputs().forEach(output -> ids.add(output.value())));
    return ids;
  }
}
