// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner;

import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineRunner;
import org.apache.beam.sdk.metrics.MetricsEnvironment;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.testing.TestPipelineOptions;

/**
 * Runs a pipeline as {@link JoistRunner} does and waits for its end, as tests expect unless their
 * options say otherwise ({@link TestPipelineOptions#isBlockOnRun}).
 *
 * <p><b>Errors:</b> an assertion of the pipeline that failed is thrown as it is; what else the
 * pipeline's code threw is the cause of a {@link JobFailedException}.
 */
public final class TestJoistRunner extends PipelineRunner<JoistPipelineResult> {

  private final JoistRunner runner;
  private final boolean blocks;

  private TestJoistRunner(JoistRunner runner, boolean blocks) {
    this.runner = runner;
    this.blocks = blocks;
  }

  /** A runner for {@code options}; Beam finds this method by its name. */
  public static TestJoistRunner fromOptions(PipelineOptions options) {
    return new TestJoistRunner(
        JoistRunner.fromOptions(options), options.as(TestPipelineOptions.class).isBlockOnRun());
  }

  @Override
  public JoistPipelineResult run(Pipeline pipeline) {
    JoistPipelineResult result = runner.run(pipeline);
    if (!blocks) {
      // A test pipeline would count at once how many assertions held, and none has run yet.
      MetricsEnvironment.setMetricsSupported(false);
      return result;
    }
    try {
      result.waitUntilFinish();
    } catch (JobFailedException e) {
      if (e.getCause() instanceof AssertionError assertion) {
        throw assertion;
      }
      throw e;
    }
    return result;
  }
}
