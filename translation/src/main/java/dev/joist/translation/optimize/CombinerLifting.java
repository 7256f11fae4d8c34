// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.optimize;

import dev.joist.operators.combine.CombineSpec;
import dev.joist.translation.logical.LogicalCollection;
import dev.joist.translation.logical.LogicalNode;
import dev.joist.translation.logical.LogicalPlan;
import dev.joist.translation.logical.Wiring;
import java.util.List;
import java.util.Optional;
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
    Expansion expansion = new Expansion(plan);
    for (LogicalNode node : plan.nodes()) {
      if (node instanceof LogicalNode.CombinePerKey combine) {
        visitCombine(expansion, combine);
      } else {
        expansion.add(node);
      }
    }
    return expansion.rewrite();
  }

  private static void visitCombine(Expansion expansion, LogicalNode.CombinePerKey combine) {
    Optional<String> objection = LiftingRule.objection(combine.spec().windowing());
    if (objection.isPresent()) {
      expansion.add(combine);
      expansion.note("left %s whole: %s".formatted(combine.name(), objection.get()));
    } else {
      lift(expansion, combine, combine.spec());
      expansion.note("lifted %s: part of it runs before the exchange".formatted(combine.name()));
    }
  }

  private static <K, InputT, AccumT, OutputT> void lift(
      Expansion expansion,
      LogicalNode.CombinePerKey combine,
      CombineSpec<K, InputT, AccumT, OutputT> spec) {
    String name = expansion.nodeName(combine.name() + " (partial)");
    LogicalCollection accumulators =
        expansion.newCollection(
            expansion.collection(combine.inputs().get(0)),
            "accumulators of " + combine.name(),
            name + ".accumulators",
            KvCoder.of(spec.inputCoder().getKeyCoder(), spec.accumulatorCoder()));
    expansion.add(
        new LogicalNode.CombinePerKey(
            new Wiring(name, combine.inputs(), List.of(accumulators.id())),
            spec.inPhase(name, CombineSpec.Phase.PARTIAL)));
    expansion.add(
        new LogicalNode.CombinePerKey(
            combine.wiring().reading(List.of(accumulators.id())),
            spec.inPhase(combine.name(), CombineSpec.Phase.FINAL)));
  }
}
