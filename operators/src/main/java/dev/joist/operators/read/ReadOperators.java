// SPDX-License-Identifier: Apache-2.0
package dev.joist.operators.read;

import dev.joist.execution.operator.OperatorFactory;
import dev.joist.execution.time.SettableClock;
import dev.joist.operators.services.JobServices;
import org.apache.beam.sdk.io.BoundedSource;
import org.apache.beam.sdk.io.UnboundedSource;

/** Makes the operators of this package. */
public final class ReadOperators {

  private ReadOperators() {}

  public static <T> OperatorFactory bounded(BoundedReadSpec<T> spec, JobServices services) {
    SharedSplits<BoundedSource<T>> splits = new SharedSplits<>();
    return context -> new BoundedReadOperator<>(spec, services, splits, context);
  }

  public static <T, MarkT extends UnboundedSource.CheckpointMark> OperatorFactory unbounded(
      UnboundedReadSpec<T, MarkT> spec, JobServices services) {
    SharedSplits<UnboundedSource<T, MarkT>> splits = new SharedSplits<>();
    return context -> new UnboundedReadOperator<>(spec, services, splits, context);
  }

  public static <T> OperatorFactory testStream(TestStreamSpec<T> spec) {
    return context -> {
      if (context.clock() instanceof SettableClock clock) {
        return new TestStreamOperator<>(spec, clock, context);
      }
      throw new IllegalStateException(
          "%s is a test stream, but the job's clock cannot be set".formatted(spec.transform()));
    };
  }
}
