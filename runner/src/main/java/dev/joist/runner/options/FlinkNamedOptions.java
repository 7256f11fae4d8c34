// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.options;

import org.apache.beam.sdk.options.ApplicationNameOptions;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.FileStagingOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.StreamingOptions;
import org.jspecify.annotations.Nullable;

/**
 * The options of Flink's runner under its names, so that a command line written for it works here.
 *
 * <p>Types and defaults are exactly those of {@code FlinkPipelineOptions} in Beam 2.70.0: Beam
 * rejects two registered interfaces that differ in either, and both runners may be on one class
 * path. Three are missing. {@code maxBundleSize} and {@code maxBundleTimeMills} have defaults made
 * by classes of Flink's runner and live in {@link BundleOptions}; {@code stateBackendFactory} names
 * a class of Flink's in its type.
 *
 * <p>{@link FlinkOptionOutcomes} tells what Joist makes of each.
 */
public interface FlinkNamedOptions
    extends PipelineOptions, ApplicationNameOptions, StreamingOptions, FileStagingOptions {

  @Description("How many subtasks a stage gets. Default: the number of cores.")
  @Default.Integer(-1)
  Integer getParallelism();

  void setParallelism(Integer value);

  @Description("How many key groups keys are dealt into. Default: 128, or more for many cores.")
  @Default.Integer(-1)
  Integer getMaxParallelism();

  void setMaxParallelism(Integer value);

  @Description("Address of a Flink master. Joist runs in this process and ignores it.")
  @Default.String("[auto]")
  String getFlinkMaster();

  void setFlinkMaster(String value);

  @Description("Milliseconds between snapshots. Joist takes none yet.")
  @Default.Long(-1L)
  Long getCheckpointingInterval();

  void setCheckpointingInterval(Long interval);

  @Description("Guarantee of snapshots. Joist takes none yet.")
  @Default.String("EXACTLY_ONCE")
  String getCheckpointingMode();

  void setCheckpointingMode(String mode);

  @Description("Milliseconds that a snapshot may take. Joist takes none yet.")
  @Default.Long(-1L)
  Long getCheckpointTimeoutMillis();

  void setCheckpointTimeoutMillis(Long checkpointTimeoutMillis);

  @Description("Least pause in milliseconds between snapshots. Joist takes none yet.")
  @Default.Long(-1L)
  Long getMinPauseBetweenCheckpoints();

  void setMinPauseBetweenCheckpoints(Long minPauseInterval);

  @Description("How many snapshots may be under way. Joist takes none yet.")
  @Default.Integer(1)
  int getNumConcurrentCheckpoints();

  void setNumConcurrentCheckpoints(int maxConcurrentCheckpoints);

  @Description("Whether a failed snapshot fails the job. Joist takes none yet.")
  @Default.Boolean(true)
  Boolean getFailOnCheckpointingErrors();

  void setFailOnCheckpointingErrors(Boolean failOnCheckpointingErrors);

  @Description("Whether a bundle ends before a snapshot. Joist takes none yet.")
  @Default.Boolean(false)
  boolean getFinishBundleBeforeCheckpointing();

  void setFinishBundleBeforeCheckpointing(boolean finishBundleBeforeCheckpointing);

  @Description("Whether barriers overtake data. Joist takes no snapshots yet.")
  @Default.Boolean(false)
  boolean getUnalignedCheckpointEnabled();

  void setUnalignedCheckpointEnabled(boolean unalignedCheckpointEnabled);

  @Description("Whether barriers always overtake data. Joist takes no snapshots yet.")
  @Default.Boolean(false)
  boolean getForceUnalignedCheckpointEnabled();

  void setForceUnalignedCheckpointEnabled(boolean forceUnalignedCheckpointEnabled);

  @Description("How long finished sources are kept. On Joist a source ends when it is read.")
  @Default.Long(-1L)
  Long getShutdownSourcesAfterIdleMs();

  void setShutdownSourcesAfterIdleMs(Long timeoutMs);

  @Description("How often a failed job is started anew. Joist does not restart jobs yet.")
  @Default.Integer(-1)
  Integer getNumberOfExecutionRetries();

  void setNumberOfExecutionRetries(Integer retries);

  @Description("Seconds between looks at a detached job. Joist is told and need not look.")
  @Default.Integer(5)
  int getJobCheckIntervalInSecs();

  void setJobCheckIntervalInSecs(int seconds);

  @Description("Whether run() waits for the end of the job.")
  @Default.Boolean(true)
  boolean getAttachedMode();

  void setAttachedMode(boolean attachedMode);

  @Description("Milliseconds before a failed job is started anew. Joist does not restart jobs yet.")
  @Default.Long(-1L)
  Long getExecutionRetryDelay();

  void setExecutionRetryDelay(Long delay);

  @Description("Whether elements are handed on by reference. On Joist they always are.")
  @Default.Boolean(false)
  Boolean getObjectReuse();

  void setObjectReuse(Boolean reuse);

  @Description("Whether operators are fused. On Joist they always are.")
  @Default.Boolean(true)
  Boolean getOperatorChaining();

  void setOperatorChaining(Boolean chaining);

  @Description("Where state is kept. Joist keeps it on the heap.")
  @Nullable String getStateBackend();

  void setStateBackend(@Nullable String stateBackend);

  @Description("Directory of the state backend. Joist keeps state on the heap.")
  @Nullable String getStateBackendStoragePath();

  void setStateBackendStoragePath(@Nullable String path);

  @Description("Whether Flink shows Beam's metrics. Joist always keeps them.")
  @Default.Boolean(false)
  Boolean getDisableMetrics();

  void setDisableMetrics(Boolean disableMetrics);

  @Description("Whether snapshots outlive their job. Joist takes none yet.")
  @Default.Boolean(false)
  Boolean isExternalizedCheckpointsEnabled();

  void setExternalizedCheckpointsEnabled(Boolean externalCheckpoints);

  @Description("Whether snapshots outlive a cancelled job. Joist takes none yet.")
  @Default.Boolean(false)
  Boolean getRetainExternalizedCheckpointsOnCancellation();

  void setRetainExternalizedCheckpointsOnCancellation(Boolean retainOnCancellation);

  @Description("Milliseconds between latency marks. Joist has none.")
  @Default.Long(0)
  Long getLatencyTrackingInterval();

  void setLatencyTrackingInterval(Long interval);

  @Description("Milliseconds between watermarks. Joist moves them with the data.")
  @Nullable Long getAutoWatermarkInterval();

  void setAutoWatermarkInterval(@Nullable Long interval);

  @Description("How Flink exchanges data in batch. Joist always pipelines.")
  @Default.String("PIPELINED")
  String getExecutionModeForBatch();

  void setExecutionModeForBatch(String executionMode);

  @Description("Savepoint to start from. Refused: Joist takes no savepoints yet.")
  @Nullable String getSavepointPath();

  void setSavepointPath(@Nullable String path);

  @Description("Whether a savepoint may hold state of transforms that are gone.")
  @Default.Boolean(false)
  Boolean getAllowNonRestoredState();

  void setAllowNonRestoredState(Boolean allowNonRestoredState);

  @Description("Whether shards of written files are dealt evenly to Flink's workers.")
  @Default.Boolean(false)
  Boolean isAutoBalanceWriteFilesShardingEnabled();

  void setAutoBalanceWriteFilesShardingEnabled(Boolean autoBalanceWriteFilesShardingEnabled);

  @Description("Metric namespace for durations of snapshots. Joist takes none yet.")
  @Nullable String getReportCheckpointDuration();

  void setReportCheckpointDuration(@Nullable String metricNamespace);

  @Description("Whether grouped values can be iterated twice. On Joist they always can.")
  @Default.Boolean(false)
  Boolean getReIterableGroupByKeyResult();

  void setReIterableGroupByKeyResult(Boolean reIterableGroupByKeyResult);

  @Description("Whether elements are handed on without a copy. On Joist they always are.")
  @Default.Boolean(false)
  Boolean getFasterCopy();

  void setFasterCopy(Boolean fasterCopy);

  @Description("Directory of Flink's configuration. Joist has no use for it.")
  @Nullable String getFlinkConfDir();

  void setFlinkConfDir(@Nullable String confDir);

  @Description("Largest split of a file in MB. On Joist the source decides.")
  @Default.Long(0)
  Long getFileInputSplitMaxSizeMB();

  void setFileInputSplitMaxSizeMB(Long fileInputSplitMaxSizeMB);

  @Description("Whether jobs with stable input may be drained. Joist does not drain yet.")
  @Default.Boolean(false)
  Boolean getEnableStableInputDrain();

  void setEnableStableInputDrain(Boolean enableStableInputDrain);

  @Description("Whether Flink puts bounded sources into one slot sharing group.")
  @Default.Boolean(true)
  Boolean getForceSlotSharingGroup();

  void setForceSlotSharingGroup(Boolean enableStableInputDrain);

  @Description("Whether Flink runs batch jobs on its DataStream API.")
  @Default.Boolean(false)
  Boolean getUseDataStreamForBatch();

  void setUseDataStreamForBatch(Boolean useDataStreamForBatch);
}
