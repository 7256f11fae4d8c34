// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators;

import dev.joist.execution.channel.SizeEstimator;
import dev.joist.execution.graph.Handover;
import dev.joist.execution.graph.Partitioning;
import dev.joist.execution.operator.OperatorFactory;
import dev.joist.operators.check.CheckSpec;
import dev.joist.operators.check.CheckedOperator;
import dev.joist.operators.combine.CombineOperators;
import dev.joist.operators.combine.CombineSpec;
import dev.joist.operators.flow.FlattenOperator;
import dev.joist.operators.flow.KeyGroups;
import dev.joist.operators.group.GroupByKeyOperators;
import dev.joist.operators.group.GroupByKeySpec;
import dev.joist.operators.handover.CoderHandover;
import dev.joist.operators.pardo.ParDoOperators;
import dev.joist.operators.pardo.ParDoSpec;
import dev.joist.operators.read.BoundedReadSpec;
import dev.joist.operators.read.ImpulseOperator;
import dev.joist.operators.read.ReadOperators;
import dev.joist.operators.read.TestStreamSpec;
import dev.joist.operators.read.UnboundedReadSpec;
import dev.joist.operators.services.JobServices;
import dev.joist.operators.size.ElementSizes;
import dev.joist.operators.splittable.SplittableOperators;
import dev.joist.operators.splittable.SplittableSpec;
import dev.joist.operators.view.FiringsOperator;
import dev.joist.operators.view.ViewSpec;
import dev.joist.operators.window.AssignWindowsOperator;
import dev.joist.operators.window.AssignWindowsSpec;
import org.apache.beam.sdk.coders.Coder;

/** The operators of one job. */
public final class JobOperators implements Operators {

  private final JobServices services;

  public JobOperators(JobServices services) {
    this.services = services;
  }

  @Override
  public OperatorFactory impulse(String transform) {
    return context -> new ImpulseOperator(transform, context);
  }

  @Override
  public OperatorFactory boundedRead(BoundedReadSpec<?> spec) {
    return ReadOperators.bounded(spec, services);
  }

  @Override
  public OperatorFactory unboundedRead(UnboundedReadSpec<?, ?> spec) {
    return ReadOperators.unbounded(spec, services);
  }

  @Override
  public OperatorFactory testStream(TestStreamSpec<?> spec) {
    return ReadOperators.testStream(spec);
  }

  @Override
  public OperatorFactory parDo(ParDoSpec<?, ?> spec) {
    return ParDoOperators.create(spec, services);
  }

  @Override
  public OperatorFactory splittableParDo(SplittableSpec<?, ?, ?, ?> spec) {
    return SplittableOperators.create(spec, services);
  }

  @Override
  public OperatorFactory assignWindows(AssignWindowsSpec<?> spec) {
    return OperatorFactory.inLanes(
        context -> AssignWindowsOperator.create(spec, context.output(0)));
  }

  @Override
  public OperatorFactory groupByKey(GroupByKeySpec<?, ?> spec) {
    return GroupByKeyOperators.groupByKey(spec, services);
  }

  @Override
  public OperatorFactory combine(CombineSpec<?, ?, ?, ?> spec) {
    return CombineOperators.create(spec, services);
  }

  @Override
  public OperatorFactory view(ViewSpec<?> spec) {
    return switch (spec.strategy()) {
      case GROUPED, SPILLING -> GroupByKeyOperators.view(spec, services);
      case EACH_FIRING -> context -> new FiringsOperator(context.output(0));
    };
  }

  @Override
  public OperatorFactory flatten(int inputs) {
    return OperatorFactory.inLanes(context -> new FlattenOperator(inputs, context.output(0)));
  }

  @Override
  public OperatorFactory exchange() {
    return OperatorFactory.inLanes(context -> new FlattenOperator(1, context.output(0)));
  }

  @Override
  public OperatorFactory checked(OperatorFactory factory, CheckSpec spec) {
    return CheckedOperator.factory(factory, spec);
  }

  @Override
  public Handover handover(Coder<?> coder, String transform, String collection) {
    return new CoderHandover(coder, transform, collection);
  }

  @Override
  public Partitioning byKey(Coder<?> keyCoder) {
    return new Partitioning.ByKeyGroup(KeyGroups.by(keyCoder));
  }

  @Override
  public SizeEstimator.Factory sizes(Coder<?> coder) {
    return () -> new ElementSizes<>(coder);
  }
}
