// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.joist.runner.JoistPipelineOptions;
import dev.joist.runner.JoistRunner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.PaneInfo;
import org.apache.beam.sdk.values.PCollection;

/** Runs a pipeline on Joist and on Beam's reference runner, and wants the same of both. */
final class BothRunners {

  private static final Map<String, Queue<String>> SEEN = new ConcurrentHashMap<>();

  private BothRunners() {}

  /**
   * Runs what {@code program} makes, in one and in two subtasks, as a batch and as a stream, and on
   * DirectRunner.
   *
   * @return what came out, as "value @ timestamp, window, pane", sorted; the same for all
   */
  static List<String> outcome(Function<Pipeline, PCollection<?>> program) {
    List<String> expected = run(direct(), program);
    assertThat(onJoist(program)).as("Joist, where DirectRunner is expected").isEqualTo(expected);
    return expected;
  }

  /** The same, without DirectRunner. */
  static List<String> onJoist(Function<Pipeline, PCollection<?>> program) {
    List<String> first = run(joist(1, false), program);
    assertThat(run(joist(1, true), program)).as("streaming").isEqualTo(first);
    assertThat(run(joist(2, false), program)).as("two subtasks").isEqualTo(first);
    assertThat(run(joist(2, true), program)).as("streaming, two subtasks").isEqualTo(first);
    return first;
  }

  private static PipelineOptions direct() {
    PipelineOptions options = PipelineOptionsFactory.create();
    options.setRunner(DirectRunner.class);
    return options;
  }

  private static PipelineOptions joist(int parallelism, boolean streaming) {
    JoistPipelineOptions options =
        PipelineOptionsFactory.fromArgs("--parallelism=" + parallelism, "--streaming=" + streaming)
            .as(JoistPipelineOptions.class);
    options.setRunner(JoistRunner.class);
    return options;
  }

  private static List<String> run(
      PipelineOptions options, Function<Pipeline, PCollection<?>> program) {
    String run = UUID.randomUUID().toString();
    SEEN.put(run, new ConcurrentLinkedQueue<>());
    Pipeline pipeline = Pipeline.create(options);
    record(program.apply(pipeline), run);
    pipeline.run().waitUntilFinish();
    List<String> seen = new ArrayList<>(SEEN.remove(run));
    seen.sort(String::compareTo);
    return seen;
  }

  private static <T> void record(PCollection<T> results, String run) {
    results.apply("Record", ParDo.of(new RecordFn<>(run)));
  }

  /** Keeps what it sees in this process. */
  private static final class RecordFn<T> extends DoFn<T, Void> {
    private final String run;

    RecordFn(String run) {
      this.run = run;
    }

    @ProcessElement
    public void process(ProcessContext context, BoundedWindow window, PaneInfo pane) {
      SEEN.get(run)
          .add(
              "%s @ %s, %s, %s %d"
                  .formatted(
                      context.element(),
                      context.timestamp(),
                      window,
                      pane.getTiming(),
                      pane.getIndex()));
    }
  }
}
