// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.optimize;

import dev.joist.operators.combine.CombineSpec;
import dev.joist.translation.logical.CollectionId;
import dev.joist.translation.logical.LogicalCollection;
import dev.joist.translation.logical.LogicalNode;
import dev.joist.translation.logical.LogicalPlan;
import dev.joist.translation.logical.UniqueNames;
import dev.joist.translation.logical.Wiring;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;

/**
 * Splits a Combine.perKey into a partial one before the exchange and a final one after it, where
 * the difference cannot show.
 *
 * <p>The final part keeps the name of the transform, and with it the identity of its state.
 */
public final class CombinerLifting implements Pass {

  @Override
  public String name() {
    return "combiner lifting";
  }

  @Override
  public Rewrite apply(LogicalPlan plan) {
    Lifting lifting = new Lifting(plan);
    plan.nodes().forEach(lifting::visit);
    LogicalPlan lifted =
        lifting.nodes.size() == plan.nodes().size()
            ? plan
            : LogicalPlan.of(lifting.nodes, lifting.collections);
    return new Rewrite(lifted, lifting.notes);
  }

  private static final class Lifting {

    private final LogicalPlan plan;
    private final UniqueNames names;
    private final UniqueNames ids;
    private final List<LogicalNode> nodes = new ArrayList<>();
    private final List<LogicalCollection> collections;
    private final List<String> notes = new ArrayList<>();

    Lifting(LogicalPlan plan) {
      this.plan = plan;
      this.names = new UniqueNames(plan.nodes().stream().map(LogicalNode::name).toList());
      this.ids =
          new UniqueNames(plan.collections().keySet().stream().map(CollectionId::value).toList());
      this.collections = new ArrayList<>(plan.collections().values());
    }

    void visit(LogicalNode node) {
      if (node instanceof LogicalNode.CombinePerKey combine) {
        visitCombine(combine);
      } else {
        nodes.add(node);
      }
    }

    private void visitCombine(LogicalNode.CombinePerKey combine) {
      Optional<String> objection = LiftingRule.objection(combine.spec().windowing());
      if (objection.isPresent()) {
        nodes.add(combine);
        notes.add("left %s whole: %s".formatted(combine.name(), objection.get()));
      } else {
        lift(combine, combine.spec());
        notes.add("lifted %s: part of it runs before the exchange".formatted(combine.name()));
      }
    }

    private <K, InputT, AccumT, OutputT> void lift(
        LogicalNode.CombinePerKey combine, CombineSpec<K, InputT, AccumT, OutputT> spec) {
      String name = names.take(combine.name() + " (partial)");
      LogicalCollection accumulators = accumulators(combine, spec, name);
      collections.add(accumulators);
      nodes.add(
          new LogicalNode.CombinePerKey(
              new Wiring(name, combine.inputs(), List.of(accumulators.id())),
              spec.inPhase(name, CombineSpec.Phase.PARTIAL)));
      nodes.add(
          new LogicalNode.CombinePerKey(
              combine.wiring().reading(List.of(accumulators.id())),
              spec.inPhase(combine.name(), CombineSpec.Phase.FINAL)));
    }

    private LogicalCollection accumulators(
        LogicalNode.CombinePerKey combine, CombineSpec<?, ?, ?, ?> spec, String name) {
      LogicalCollection input = plan.collection(combine.inputs().get(0));
      CollectionId id = new CollectionId(ids.take("accumulators of " + combine.name()));
      Coder<?> coder = KvCoder.of(spec.inputCoder().getKeyCoder(), spec.accumulatorCoder());
      return input.derived(id, name + ".accumulators", coder);
    }
  }
}
