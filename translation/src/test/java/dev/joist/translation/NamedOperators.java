// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation;

import dev.joist.execution.channel.SizeEstimator;
import dev.joist.execution.graph.Handover;
import dev.joist.execution.graph.Partitioning;
import dev.joist.execution.operator.Operator;
import dev.joist.execution.operator.OperatorContext;
import dev.joist.execution.operator.OperatorFactory;
import dev.joist.operators.Operators;
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

/** Operators that know what they were asked for and never run. */
public final class NamedOperators implements Operators {

  /** Remembers for what it was made. */
  public record Named(String what) implements OperatorFactory {
    @Override
    public Operator create(OperatorContext context) {
      throw new IllegalStateException("%s is there to be looked at".formatted(what));
    }
  }

  @Override
  public OperatorFactory impulse(String transform) {
    return new Named("impulse");
  }

  @Override
  public OperatorFactory boundedRead(BoundedReadSpec<?> spec) {
    return new Named("boundedRead " + spec.transform());
  }

  @Override
  public OperatorFactory unboundedRead(UnboundedReadSpec<?, ?> spec) {
    return new Named("unboundedRead " + spec.transform());
  }

  @Override
  public OperatorFactory testStream(TestStreamSpec<?> spec) {
    return new Named("testStream " + spec.transform());
  }

  @Override
  public OperatorFactory parDo(ParDoSpec<?, ?> spec) {
    return new Named("parDo " + spec.transform());
  }

  @Override
  public OperatorFactory splittableParDo(SplittableSpec<?, ?, ?, ?> spec) {
    return new Named("splittableParDo " + spec.phase() + " " + spec.transform());
  }

  @Override
  public OperatorFactory assignWindows(AssignWindowsSpec<?> spec) {
    return new Named("assignWindows " + spec.transform());
  }

  @Override
  public OperatorFactory groupByKey(GroupByKeySpec<?, ?> spec) {
    return new Named("groupByKey " + spec.transform());
  }

  @Override
  public OperatorFactory combine(CombineSpec<?, ?, ?, ?> spec) {
    return new Named("combine " + spec.phase() + " " + spec.transform());
  }

  @Override
  public OperatorFactory view(ViewSpec<?> spec) {
    return new Named("view " + spec.transform());
  }

  @Override
  public OperatorFactory flatten(int inputs) {
    return new Named("flatten of " + inputs);
  }

  @Override
  public OperatorFactory exchange() {
    return new Named("exchange");
  }

  @Override
  public OperatorFactory checked(OperatorFactory factory, CheckSpec spec) {
    return new Named("checked " + ((Named) factory).what());
  }

  @Override
  public Handover handover(Coder<?> coder, String transform, String collection) {
    return Handover.BY_REFERENCE;
  }

  @Override
  public Partitioning byKey(Coder<?> keyCoder) {
    return new Partitioning.ByKeyGroup((element, maxParallelism) -> 0);
  }

  @Override
  public SizeEstimator.Factory sizes(Coder<?> coder) {
    return SizeEstimator.none();
  }
}
