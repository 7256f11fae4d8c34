// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.logical;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Names that are taken in a plan, so that a node made by the planner gets one of its own. */
public final class UniqueNames {

  private final Set<String> taken;

  public UniqueNames(Collection<String> taken) {
    this.taken = new HashSet<>(taken);
  }

  /** Takes {@code wish}, or the first of {@code wish#2}, {@code wish#3}, … that is free. */
  public String take(String wish) {
    String name = wish;
    for (int i = 2; !taken.add(name); i++) {
      name = wish + "#" + i;
    }
    return name;
  }
}
