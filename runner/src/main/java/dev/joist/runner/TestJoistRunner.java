// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner;

import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineRunner;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * Runs a pipeline as {@link JoistRunner} does, and checks what its code emits unless the options
 * say otherwise ({@link JoistPipelineOptions#isCheckElements}).
 *
 * <p><b>Errors:</b> an assertion of the pipeline that failed is thrown as it is; what else the
 * pipeline's code threw is the cause of a {@link JobFailedException}.
 */
public final class TestJoistRunner extends PipelineRunner<JoistPipelineResult> {

  private final JoistRunner runner;

  private TestJoistRunner(JoistRunner runner) {
    this.runner = runner;
  }

  /** A runner for {@code options}; Beam finds this method by its name. */
  public static TestJoistRunner fromOptions(PipelineOptions options) {
    return new TestJoistRunner(JoistRunner.fromOptions(options));
  }

  @Override
  public JoistPipelineResult run(Pipeline pipeline) {
    try {
      return runner.run(pipeline);
    } catch (JobFailedException e) {
      if (e.getCause() instanceof AssertionError assertion) {
        throw assertion;
      }
      throw e;
    }
  }
}
