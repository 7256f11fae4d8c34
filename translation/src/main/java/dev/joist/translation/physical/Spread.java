// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.physical;

import dev.joist.execution.graph.Partitioning;
import dev.joist.operators.Operators;
import org.apache.beam.sdk.coders.Coder;

/** How the elements of a link are to be spread, before operators are known. */
public sealed interface Spread {

  /** How a link of a physical plan spreads elements this way. */
  Partitioning partitioning(Operators operators);

  /** Each subtask to the one of the same index. */
  record Forward() implements Spread {
    @Override
    public Partitioning partitioning(Operators operators) {
      return new Partitioning.Forward();
    }

    @Override
    public String toString() {
      return "forward";
    }
  }

  /** To each subtask in turn. */
  record Rebalance() implements Spread {
    @Override
    public Partitioning partitioning(Operators operators) {
      return new Partitioning.Rebalance();
    }

    @Override
    public String toString() {
      return "rebalance";
    }
  }

  /** To all subtasks. */
  record Broadcast() implements Spread {
    @Override
    public Partitioning partitioning(Operators operators) {
      return new Partitioning.Broadcast();
    }

    @Override
    public String toString() {
      return "broadcast";
    }
  }

  /**
   * To the subtask that owns the key.
   *
   * @param keyCoder encodes the key
   */
  record ByKey(Coder<?> keyCoder) implements Spread {
    @Override
    public Partitioning partitioning(Operators operators) {
      return operators.byKey(keyCoder);
    }

    @Override
    public String toString() {
      return "by key";
    }
  }
}
