// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner;

import dev.joist.runner.options.FlinkNamedOptions;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.DefaultValueFactory;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.jspecify.annotations.Nullable;

/**
 * The options of a pipeline that runs on Joist.
 *
 * <p>Joist's own are here, and {@code blockOnRun}, which is DirectRunner's and that of tests: with
 * their type and default, since Beam rejects two interfaces that differ in either. Those it shares
 * with Flink's runner come from {@link FlinkNamedOptions}.
 */
public interface JoistPipelineOptions extends FlinkNamedOptions {

  @Description(
      "Print what would run, and run nothing: the plans of the pipeline and what each pass of the"
          + " optimizer did. One of text, json and dot; --explain alone is text.")
  @Nullable String getExplain();

  void setExplain(@Nullable String format);

  @Description(
      "Milliseconds without data after which nobody waits for the watermark of a split of an"
          + " unbounded source. Without it every split is waited for.")
  @Nullable Long getIdleTimeout();

  void setIdleTimeout(@Nullable Long millis);

  @Description(
      "Send every element that user code emits through its coder, and fail where one that was"
          + " emitted or taken is changed. For tests and for finding faults: it costs time.")
  @Default.InstanceFactory(CheckElementsFactory.class)
  boolean isCheckElements();

  void setCheckElements(boolean check);

  @Description(
      "Most lanes that a subtask may have: where a DoFn behind a Reshuffle or Redistribute blocks,"
          + " so many elements are worked on at the same time, each in an instance of its own. 1"
          + " takes them one after the other.")
  @Default.Integer(128)
  int getMaxLanes();

  void setMaxLanes(int lanes);

  @Description(
      "Megabytes that the groups and views of a bounded job, and the elements that wait for side"
          + " inputs, may take of the heap together; what is more is spilled to disk. Without it,"
          + " 30 % of the heap.")
  @Nullable Integer getSpillThresholdMb();

  void setSpillThresholdMb(@Nullable Integer megabytes);

  @Description(
      "Folder that it is spilled to; each job makes one of its own in it and removes"
          + " it when it ends. Without it, a folder of the user's in that for temporary files.")
  @Nullable String getSpillDir();

  void setSpillDir(@Nullable String folder);

  @Description(
      "Whether run() waits for the end of the job, and throws what it failed of. With false, here"
          + " or in --attachedMode, run() returns at once, and waitUntilFinish() waits.")
  @Default.Boolean(true)
  boolean isBlockOnRun();

  void setBlockOnRun(boolean block);

  @Description(
      "Level of the log for all loggers without a level of their own: OFF, ERROR, WARN, INFO, DEBUG"
          + " or TRACE. Without it, and without --defaultSdkHarnessLogLevel, levels are left as"
          + " they are.")
  @Nullable String getLogLevel();

  void setLogLevel(@Nullable String level);

  @Description("Tell nothing of the progress of a job, neither while it runs nor at its end.")
  @Default.Boolean(false)
  boolean isQuiet();

  void setQuiet(boolean quiet);

  /** The default of {@code checkElements}. */
  class CheckElementsFactory implements DefaultValueFactory<Boolean> {
    @Override
    public Boolean create(PipelineOptions options) {
      return TestJoistRunner.class.equals(options.getRunner());
    }
  }
}
