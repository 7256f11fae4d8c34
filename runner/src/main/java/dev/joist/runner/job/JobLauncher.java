// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.job;

/** Makes jobs of pipelines. */
public interface JobLauncher {

  /** Plans the pipeline and starts its job; throws before anything runs if it cannot be run. */
  RunningJob launch(Submission submission);

  /**
   * Plans the pipeline and tells the plans, and what each pass did.
   *
   * @param format one of text, json and dot
   */
  String explain(Submission submission, String format);
}
