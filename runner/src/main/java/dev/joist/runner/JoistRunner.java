// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner;

import dev.joist.execution.JoistException;
import dev.joist.execution.JoistException.Kind;
import dev.joist.runner.job.ExplainedJob;
import dev.joist.runner.job.JobLauncher;
import dev.joist.runner.job.JobSettings;
import dev.joist.runner.job.RunningJob;
import dev.joist.runner.job.Submission;
import dev.joist.runner.logging.Notices;
import dev.joist.runner.options.FlinkOptionOutcomes;
import dev.joist.runner.progress.ProgressReporter;
import dev.joist.runner.progress.Sinks;
import dev.joist.runner.rewrite.Rewrites;
import java.util.Optional;
import java.util.Set;
import org.apache.beam.runners.core.construction.SerializablePipelineOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineRunner;
import org.apache.beam.sdk.metrics.MetricsEnvironment;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.options.PipelineOptionsValidator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a pipeline in this process, on all cores.
 *
 * <p>{@link #run} waits for the end of the job and throws what made it fail, as DirectRunner and
 * Flink's do: where nobody asks for the result, nobody would hear of a failure otherwise. With
 * {@code --blockOnRun=false} or {@code --attachedMode=false} it returns as soon as the job was
 * started; {@link JoistPipelineResult#waitUntilFinish()} waits then. What cannot run is refused
 * before anything ran. The process lives until its jobs have ended.
 */
public final class JoistRunner extends PipelineRunner<JoistPipelineResult> {

  private static final Logger LOG = LoggerFactory.getLogger(JoistRunner.class);
  private static final Set<String> EXPLAIN_FORMATS = Set.of("text", "json", "dot");

  private final JoistPipelineOptions options;
  private final JobLauncher launcher;

  JoistRunner(JoistPipelineOptions options, JobLauncher launcher) {
    this.options = options;
    this.launcher = launcher;
  }

  /** A runner for {@code options}; Beam finds this method by its name. */
  public static JoistRunner fromOptions(PipelineOptions options) {
    return new JoistRunner(
        PipelineOptionsValidator.validate(JoistPipelineOptions.class, options), new PlanLauncher());
  }

  @Override
  public JoistPipelineResult run(Pipeline pipeline) {
    Optional<String> explain = explainFormat();
    OptionChecks.refuse(options);
    FlinkOptionOutcomes.refuse(options);
    FlinkOptionOutcomes.ignored(options, PipelineOptionsFactory.as(JoistPipelineOptions.class))
        .forEach(sentence -> Notices.warn(LOG, sentence));
    MetricsEnvironment.setMetricsSupported(true);
    String json = makeRuntimeValuesAvailable();
    LogOptions.apply(options, json);

    Submission submission = submission(pipeline);
    if (explain.isPresent()) {
      Explanations.add(launcher.explain(submission, explain.get()));
      return new JoistPipelineResult(new ExplainedJob());
    }
    RunningJob job = launcher.launch(submission);
    JoistPipelineResult result = new JoistPipelineResult(job);
    boolean waits = options.isBlockOnRun() && options.getAttachedMode();
    if (!waits) {
      // A test pipeline counts, right after run(), how many assertions held: none has run yet.
      MetricsEnvironment.setMetricsSupported(false);
      job.whenEnded(() -> UnawaitedFailures.tell(result, job));
    }
    RunningJobs.add(result, job);
    if (MetricsPush.mayBeWanted(json)) {
      MetricsPush.start(options, result, job::whenEnded);
    }
    reportProgress(job, submission);
    if (waits) {
      result.awaitInRun();
    }
    return result;
  }

  private Submission submission(Pipeline pipeline) {
    JobSettings settings = JobSettings.of(options, Boundedness.isStreaming(pipeline, options));
    UnknownTransforms.refuse(pipeline);
    Rewrites.applyAll(
        pipeline, new Rewrites.Context(options, settings.parallelism(), settings.streaming()));
    return new Submission(PipelineProto.of(pipeline), options, settings);
  }

  /**
   * Sends the options through JSON once: Beam registers runtime values where it reads options back.
   * The job uses the user's own object all the same, since it may hold more than JSON can.
   *
   * @return the options that are set, as JSON
   */
  private String makeRuntimeValuesAvailable() {
    options.getOptionsId();
    String json = new SerializablePipelineOptions(options).toString();
    SerializablePipelineOptions unused = new SerializablePipelineOptions(json);
    LOG.debug("Options: {}", unused);
    return json;
  }

  private Optional<String> explainFormat() {
    String format = options.getExplain();
    if (format == null) {
      return Optional.empty();
    }
    if (format.equals("true")) {
      return Optional.of("text");
    }
    if (!EXPLAIN_FORMATS.contains(format)) {
      throw new JoistException(
          Kind.CONFIGURATION,
          "--explain=%s is not a format; use one of text, json and dot".formatted(format));
    }
    return Optional.of(format);
  }

  private void reportProgress(RunningJob job, Submission submission) {
    if (!options.isQuiet()) {
      ProgressReporter reporter =
          ProgressReporter.start(options.getJobName(), job, () -> Sinks.of(submission.pipeline()));
      job.whenEnded(reporter::close);
    }
  }
}
