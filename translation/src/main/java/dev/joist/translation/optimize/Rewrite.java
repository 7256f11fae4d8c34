// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.optimize;

import dev.joist.translation.logical.LogicalPlan;
import java.util.List;

/**
 * What came of a pass.
 *
 * @param plan the plan after it; the one before it if nothing was done
 * @param notes a sentence for each thing that it did, or looked at and left alone
 */
public record Rewrite(LogicalPlan plan, List<String> notes) {

  public Rewrite {
    notes = List.copyOf(notes);
  }
}
