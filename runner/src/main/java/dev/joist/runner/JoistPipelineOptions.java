// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner;

import dev.joist.runner.options.FlinkNamedOptions;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.jspecify.annotations.Nullable;

/**
 * The options of a pipeline that runs on Joist.
 *
 * <p>Joist's own are here; those it shares with Flink's runner come from {@link FlinkNamedOptions}.
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

  @Description("Print no progress, also on a terminal.")
  @Default.Boolean(false)
  boolean isQuiet();

  void setQuiet(boolean quiet);
}
