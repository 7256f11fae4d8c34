// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.optimize;

import dev.joist.translation.logical.LogicalNode;
import dev.joist.translation.logical.LogicalPlan;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.WindowFn;

/**
 * Removes a Window.into that puts elements into the global window where they are already.
 *
 * <p>Of other windows it cannot be known: a ParDo may have moved an element's timestamp out of its
 * window, and windowing again would follow it.
 */
public final class IdentityWindowRemoval implements Pass {

  @Override
  public String name() {
    return "identity window removal";
  }

  @Override
  public Rewrite apply(LogicalPlan plan) {
    Substitution substitution = new Substitution();
    for (LogicalNode node : plan.nodes()) {
      LogicalNode rewired = substitution.rewired(node);
      if (isIdentity(plan, node)) {
        substitution.remove(rewired, "its elements are in the global window already");
      } else {
        substitution.keep(rewired);
      }
    }
    return substitution.rewrite(plan);
  }

  private static boolean isIdentity(LogicalPlan plan, LogicalNode node) {
    return node instanceof LogicalNode.AssignWindows assign
        && isGlobal(assign.spec().windowFn())
        && isGlobal(plan.collection(node.inputs().get(0)).windowing().getWindowFn());
  }

  /** Not so for subclasses, which may assign what they like. */
  private static boolean isGlobal(WindowFn<?, ?> windowFn) {
    return windowFn.getClass() == GlobalWindows.class;
  }
}
