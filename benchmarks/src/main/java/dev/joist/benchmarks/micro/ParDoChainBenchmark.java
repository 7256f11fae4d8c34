// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.micro;

import dev.joist.runner.JoistPipelineOptions;
import dev.joist.runner.JoistRunner;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Numbers through ten small ParDos on one thread: as a Beam pipeline from its construction to its
 * end, and as a plain loop that calls ten functions through an interface.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class ParDoChainBenchmark {

  private static final int ELEMENTS = 4_000_000;
  private static final int STEPS = 10;

  /** A pipeline on Joist with parallelism 1. */
  @Benchmark
  @OperationsPerInvocation(ELEMENTS)
  public PipelineResult.State joist() {
    JoistPipelineOptions options = PipelineOptionsFactory.as(JoistPipelineOptions.class);
    options.setRunner(JoistRunner.class);
    options.setParallelism(1);
    Pipeline pipeline = Pipeline.create(options);
    PCollection<Long> numbers = pipeline.apply("Numbers", GenerateSequence.from(0).to(ELEMENTS));
    for (int step = 0; step < STEPS; step++) {
      numbers = numbers.apply("Step " + step, ParDo.of(new AddFn(step)));
    }
    PipelineResult.State state = pipeline.run().waitUntilFinish();
    if (state != PipelineResult.State.DONE) {
      throw new IllegalStateException("the pipeline ended as " + state);
    }
    return state;
  }

  /** A loop over boxed numbers. */
  @Benchmark
  @OperationsPerInvocation(ELEMENTS)
  public long plainJava() {
    List<Step> steps = new ArrayList<>();
    for (int step = 0; step < STEPS; step++) {
      steps.add(new Addition(step));
    }
    long sum = 0;
    for (long i = 0; i < ELEMENTS; i++) {
      Long number = i;
      for (Step step : steps) {
        number = step.apply(number);
      }
      sum += number;
    }
    return sum;
  }

  /** What a step of the plain loop does. */
  private interface Step {
    Long apply(Long number);
  }

  private record Addition(long summand) implements Step {
    @Override
    public Long apply(Long number) {
      return number + summand;
    }
  }

  private static final class AddFn extends DoFn<Long, Long> {

    private final long summand;

    AddFn(long summand) {
      this.summand = summand;
    }

    @ProcessElement
    public void process(@Element Long number, OutputReceiver<Long> output) {
      output.output(number + summand);
    }
  }
}
