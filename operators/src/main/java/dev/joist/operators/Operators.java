// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators;

import dev.joist.execution.channel.SizeEstimator;
import dev.joist.execution.graph.Handover;
import dev.joist.execution.graph.Partitioning;
import dev.joist.execution.operator.OperatorFactory;
import dev.joist.operators.check.CheckSpec;
import dev.joist.operators.combine.CombineSpec;
import dev.joist.operators.group.GroupByKeySpec;
import dev.joist.operators.pardo.ParDoSpec;
import dev.joist.operators.read.BoundedReadSpec;
import dev.joist.operators.read.TestStreamSpec;
import dev.joist.operators.read.UnboundedReadSpec;
import dev.joist.operators.splittable.SplittableSpec;
import dev.joist.operators.view.ViewSpec;
import dev.joist.operators.window.AssignWindowsSpec;
import org.apache.beam.sdk.coders.Coder;

/** What the planner asks this module for: the operator of each primitive. */
public interface Operators {

  /** No input; emits one empty byte array in the global window. Parallelism 1. */
  OperatorFactory impulse(String transform);

  /** No input; reads the source's splits. Any parallelism. */
  OperatorFactory boundedRead(BoundedReadSpec<?> spec);

  /** No input; reads the source's splits. Any parallelism. */
  OperatorFactory unboundedRead(UnboundedReadSpec<?, ?> spec);

  /** No input; plays the events. Parallelism 1. */
  OperatorFactory testStream(TestStreamSpec<?> spec);

  /** Ports and outputs as {@link ParDoSpec} says; stateful ones want {@link #byKey} input. */
  OperatorFactory parDo(ParDoSpec<?, ?> spec);

  /** One phase of a splittable ParDo; ports and outputs as {@link SplittableSpec} says. */
  OperatorFactory splittableParDo(SplittableSpec<?, ?, ?, ?> spec);

  /** One input, one output. */
  OperatorFactory assignWindows(AssignWindowsSpec<?> spec);

  /** One input, partitioned {@link #byKey}; one output. */
  OperatorFactory groupByKey(GroupByKeySpec<?, ?> spec);

  /** One input, partitioned {@link #byKey} except in the partial phase; one output. */
  OperatorFactory combine(CombineSpec<?, ?, ?, ?> spec);

  /** One input; one output of panes, to be broadcast. Parallelism 1. */
  OperatorFactory view(ViewSpec<?> spec);

  /** Any number of inputs, one output. */
  OperatorFactory flatten(int inputs);

  /** One input, one output: the head of a stage that begins with an exchange. */
  OperatorFactory exchange();

  /** What {@code factory} makes, with its elements checked as {@code spec} says. */
  OperatorFactory checked(OperatorFactory factory, CheckSpec spec);

  /**
   * What elements become that {@code transform} emits into {@code collection} and that leave their
   * stage; {@code coder} is that of the collection.
   */
  Handover handover(Coder<?> coder, String transform, String collection);

  /** Sends pairs to the owner of their key's group; the key is encoded by {@code keyCoder}. */
  Partitioning byKey(Coder<?> keyCoder);

  /** Estimates the memory of elements whose values {@code coder} encodes. */
  SizeEstimator.Factory sizes(Coder<?> coder);
}
