// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.options;

import dev.joist.execution.JoistException;
import dev.joist.execution.JoistException.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What Joist makes of each option that it knows from Flink's runner.
 *
 * <p>An option that is not listed here acts ({@code parallelism}, {@code maxParallelism}, {@code
 * maxBundleSize}, {@code maxBundleTimeMills}, {@code attachedMode}) or asks for what is always so
 * on Joist ({@code objectReuse}, {@code fasterCopy}, {@code reIterableGroupByKeyResult}).
 */
public final class FlinkOptionOutcomes {

  private static final String NO_SNAPSHOTS = "no snapshots are taken yet";
  private static final String NO_RESTART = "a job that failed is not started anew yet";
  private static final String IN_PROCESS = "the job runs in this process";
  private static final String HEAP = "state is kept on the heap";

  /** Options without meaning on Joist so far, in the order of {@link FlinkNamedOptions}. */
  private static final List<Ignored> IGNORED =
      List.of(
          new Ignored("flinkMaster", FlinkNamedOptions::getFlinkMaster, IN_PROCESS),
          new Ignored(
              "checkpointingInterval", FlinkNamedOptions::getCheckpointingInterval, NO_SNAPSHOTS),
          new Ignored("checkpointingMode", FlinkNamedOptions::getCheckpointingMode, NO_SNAPSHOTS),
          new Ignored(
              "checkpointTimeoutMillis",
              FlinkNamedOptions::getCheckpointTimeoutMillis,
              NO_SNAPSHOTS),
          new Ignored(
              "minPauseBetweenCheckpoints",
              FlinkNamedOptions::getMinPauseBetweenCheckpoints,
              NO_SNAPSHOTS),
          new Ignored(
              "numConcurrentCheckpoints",
              FlinkNamedOptions::getNumConcurrentCheckpoints,
              NO_SNAPSHOTS),
          new Ignored(
              "failOnCheckpointingErrors",
              FlinkNamedOptions::getFailOnCheckpointingErrors,
              NO_SNAPSHOTS),
          new Ignored(
              "finishBundleBeforeCheckpointing",
              FlinkNamedOptions::getFinishBundleBeforeCheckpointing,
              NO_SNAPSHOTS),
          new Ignored(
              "unalignedCheckpointEnabled",
              FlinkNamedOptions::getUnalignedCheckpointEnabled,
              NO_SNAPSHOTS),
          new Ignored(
              "forceUnalignedCheckpointEnabled",
              FlinkNamedOptions::getForceUnalignedCheckpointEnabled,
              NO_SNAPSHOTS),
          new Ignored(
              "shutdownSourcesAfterIdleMs",
              FlinkNamedOptions::getShutdownSourcesAfterIdleMs,
              "a source ends when all of it is read"),
          new Ignored(
              "numberOfExecutionRetries",
              FlinkNamedOptions::getNumberOfExecutionRetries,
              NO_RESTART),
          new Ignored(
              "jobCheckIntervalInSecs",
              FlinkNamedOptions::getJobCheckIntervalInSecs,
              "the result learns of the job's end without looking"),
          new Ignored("executionRetryDelay", FlinkNamedOptions::getExecutionRetryDelay, NO_RESTART),
          new Ignored(
              "operatorChaining",
              FlinkNamedOptions::getOperatorChaining,
              "operators are always fused"),
          new Ignored("stateBackend", FlinkNamedOptions::getStateBackend, HEAP),
          new Ignored(
              "stateBackendStoragePath", FlinkNamedOptions::getStateBackendStoragePath, HEAP),
          new Ignored(
              "disableMetrics", FlinkNamedOptions::getDisableMetrics, "metrics are always kept"),
          new Ignored(
              "externalizedCheckpointsEnabled",
              FlinkNamedOptions::isExternalizedCheckpointsEnabled,
              NO_SNAPSHOTS),
          new Ignored(
              "retainExternalizedCheckpointsOnCancellation",
              FlinkNamedOptions::getRetainExternalizedCheckpointsOnCancellation,
              NO_SNAPSHOTS),
          new Ignored(
              "latencyTrackingInterval",
              FlinkNamedOptions::getLatencyTrackingInterval,
              "latency is not tracked"),
          new Ignored(
              "autoWatermarkInterval",
              FlinkNamedOptions::getAutoWatermarkInterval,
              "watermarks move with the data"),
          new Ignored(
              "executionModeForBatch",
              FlinkNamedOptions::getExecutionModeForBatch,
              "data is always pipelined"),
          new Ignored(
              "allowNonRestoredState", FlinkNamedOptions::getAllowNonRestoredState, NO_SNAPSHOTS),
          new Ignored(
              "autoBalanceWriteFilesShardingEnabled",
              FlinkNamedOptions::isAutoBalanceWriteFilesShardingEnabled,
              "shards are dealt by the hash of their key"),
          new Ignored(
              "reportCheckpointDuration",
              FlinkNamedOptions::getReportCheckpointDuration,
              NO_SNAPSHOTS),
          new Ignored("flinkConfDir", FlinkNamedOptions::getFlinkConfDir, "Flink is not involved"),
          new Ignored(
              "fileInputSplitMaxSizeMB",
              FlinkNamedOptions::getFileInputSplitMaxSizeMB,
              "sources choose the size of their splits"),
          new Ignored(
              "enableStableInputDrain",
              FlinkNamedOptions::getEnableStableInputDrain,
              "every job may be drained"),
          new Ignored(
              "forceSlotSharingGroup",
              FlinkNamedOptions::getForceSlotSharingGroup,
              "there are no slots"),
          new Ignored(
              "useDataStreamForBatch",
              FlinkNamedOptions::getUseDataStreamForBatch,
              "there is one engine for both"),
          new Ignored(
              "filesToStage",
              FlinkNamedOptions::getFilesToStage,
              IN_PROCESS + ", with its class path"));

  private FlinkOptionOutcomes() {}

  /** One sentence for each option that is set to other than its default and does nothing. */
  public static List<String> ignored(FlinkNamedOptions actual, FlinkNamedOptions defaults) {
    List<String> sentences = new ArrayList<>();
    for (Ignored option : IGNORED) {
      Object value = option.getter().apply(actual);
      if (!Objects.equals(value, option.getter().apply(defaults))) {
        sentences.add("--%s=%s has no effect: %s".formatted(option.name(), value, option.reason()));
      }
    }
    return sentences;
  }

  /** The options that do nothing on Joist, by name, with the reason; in the order of the list. */
  public static Map<String, String> reasonsWithoutEffect() {
    Map<String, String> reasons = new LinkedHashMap<>();
    IGNORED.forEach(option -> reasons.put(option.name(), option.reason()));
    return Collections.unmodifiableMap(reasons);
  }

  /** Throws if an option asks for what would change the result and is not there. */
  public static void refuse(FlinkNamedOptions options) {
    String savepoint = options.getSavepointPath();
    if (savepoint != null && !savepoint.isEmpty()) {
      throw new JoistException(
          Kind.CONFIGURATION,
          "--savepointPath=%s asks to start from a savepoint, and %s. Remove the option to start "
                  .formatted(savepoint, NO_SNAPSHOTS)
              + "from nothing.");
    }
  }

  private record Ignored(
      String name, Function<FlinkNamedOptions, @Nullable Object> getter, String reason) {}
}
