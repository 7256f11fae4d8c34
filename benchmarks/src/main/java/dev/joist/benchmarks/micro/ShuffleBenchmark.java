// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.micro;

import dev.joist.execution.graph.Link;
import dev.joist.execution.graph.OperatorNode;
import dev.joist.execution.graph.Partitioning;
import dev.joist.execution.graph.PhysicalPlan;
import dev.joist.execution.graph.Stage;
import dev.joist.execution.graph.StageId;
import dev.joist.execution.job.Job;
import dev.joist.execution.job.JobConfig;
import dev.joist.execution.job.JobState;
import dev.joist.execution.operator.OperatorId;
import dev.joist.execution.subtask.SubtaskLimits;
import dev.joist.execution.subtask.ThreadPerSubtask;
import dev.joist.execution.time.Clock;
import dev.joist.operators.flow.KeyGroups;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Pairs from two sources to the two subtasks that own their keys: as a job of the runtime whose
 * keys are told apart by their encoding, and as four plain threads that tell them apart by their
 * hash code.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class ShuffleBenchmark {

  static final int PARALLELISM = 2;
  static final int ELEMENTS_PER_SOURCE = 1 << 21;
  private static final int ELEMENTS = PARALLELISM * ELEMENTS_PER_SOURCE;
  private static final int MAX_PARALLELISM = 128;
  private static final OperatorId SOURCE = new OperatorId("source");
  private static final OperatorId SINK = new OperatorId("sink");
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final Pairs pairs = new Pairs();

  /** A source stage linked by key group to a sink stage. */
  @Benchmark
  @OperationsPerInvocation(ELEMENTS)
  public long joist() throws InterruptedException {
    AtomicLong received = new AtomicLong();
    ThreadPerSubtask executor = new ThreadPerSubtask(Clock.system());
    JobConfig config =
        new JobConfig("shuffle", Clock.system(), SubtaskLimits.defaults(), MAX_PARALLELISM);
    Job job = Job.start(plan(received), config, executor);
    JobState state = job.await(LIMIT);
    if (state != JobState.DONE || received.get() != ELEMENTS) {
      throw new IllegalStateException(
          "the job is %s after %s and %,d of %,d pairs arrived"
              .formatted(state, LIMIT, received.get(), ELEMENTS),
          job.failure().orElse(null));
    }
    return received.get();
  }

  /** Two threads that fill arrays for two others. */
  @Benchmark
  @OperationsPerInvocation(ELEMENTS)
  public long plainJava() throws InterruptedException {
    return new PlainShuffle(pairs).run();
  }

  private PhysicalPlan plan(AtomicLong received) {
    OperatorNode source =
        new OperatorNode(
            SOURCE,
            "source",
            List.of(),
            List.of("pairs"),
            context -> new PairSource(context, pairs, ELEMENTS_PER_SOURCE));
    OperatorNode sink =
        new OperatorNode(
            SINK, "sink", List.of("pairs"), List.of(), context -> new CountingSink(received));
    Link link =
        new Link(
            new Link.Output(SOURCE, 0),
            new Link.Input(SINK, 0),
            new Partitioning.ByKeyGroup(KeyGroups.by(VarLongCoder.of())));
    return new PhysicalPlan(
        List.of(
            new Stage(new StageId(0), PARALLELISM, List.of(source)),
            new Stage(new StageId(1), PARALLELISM, List.of(sink))),
        List.of(link));
  }
}
