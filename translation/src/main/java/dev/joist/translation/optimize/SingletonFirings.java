// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.optimize;

import dev.joist.operators.combine.CombineSpec;
import dev.joist.operators.view.ViewShape;
import dev.joist.operators.view.ViewStrategy;
import dev.joist.translation.logical.CollectionId;
import dev.joist.translation.logical.LogicalNode;
import dev.joist.translation.logical.LogicalPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.VoidCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.MapElements;

/**
 * Lets views of one value take each firing of the combine that makes it as a pane of its own.
 *
 * <p>Grouped again under the continuation of its trigger, firings that follow each other closely
 * may come together, and a view of one value cannot have two.
 */
public final class SingletonFirings implements Pass {

  @Override
  public String name() {
    return "firings as panes";
  }

  @Override
  public Rewrite apply(LogicalPlan plan) {
    Map<CollectionId, LogicalNode> producers = plan.producers();
    List<LogicalNode> nodes = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (LogicalNode node : plan.nodes()) {
      if (node instanceof LogicalNode.CreateView view
          && view.spec().shape() == ViewShape.SINGLE
          && comesFromFirings(view, producers)) {
        nodes.add(
            new LogicalNode.CreateView(view.wiring(), view.spec().by(ViewStrategy.EACH_FIRING)));
        notes.add("%s takes each firing as a pane".formatted(node.name()));
      } else {
        nodes.add(node);
      }
    }
    return new Rewrite(notes.isEmpty() ? plan : new LogicalPlan(nodes, plan.collections()), notes);
  }

  /** Whether nothing but functions of one element to one lies between the view and a combine. */
  private static boolean comesFromFirings(
      LogicalNode.CreateView view, Map<CollectionId, LogicalNode> producers) {
    LogicalNode producer = producers.get(view.inputs().get(0));
    while (producer instanceof LogicalNode.ParDo parDo && isOneToOne(parDo.spec().fn())) {
      producer = producers.get(parDo.inputs().get(0));
    }
    return producer instanceof LogicalNode.CombinePerKey combine && isOfOneKey(combine.spec());
  }

  private static boolean isOneToOne(DoFn<?, ?> fn) {
    return fn.getClass().getEnclosingClass() == MapElements.class;
  }

  private static boolean isOfOneKey(CombineSpec<?, ?, ?, ?> spec) {
    return spec.phase() != CombineSpec.Phase.PARTIAL
        && spec.inputCoder().getKeyCoder() instanceof VoidCoder;
  }
}
