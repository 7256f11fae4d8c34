// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.DefaultValueFactory;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.StreamingOptions;

/**
 * The limits of a bundle, under the names that Flink's runner gave them.
 *
 * <p>Registered only where Flink's runner is not on the class path. Its defaults are made by
 * classes of its own, and Beam accepts an option in two interfaces only if both name the same
 * class. So code sets these limits on the command line or, beside Flink's runner, through its
 * interface; {@link BundleLimits} reads them wherever they came from.
 */
public interface BundleOptions extends PipelineOptions, StreamingOptions {

  @Description(
      "The maximum number of elements in a bundle. Default values are 1000 for a streaming job and"
          + " 5000 for batch; unless this is set, Joist does not end bundles of a bounded job by"
          + " number, and those of a streaming job that are younger than 50 ms after 100,000.")
  @Default.InstanceFactory(BundleSizeFactory.class)
  Long getMaxBundleSize();

  void setMaxBundleSize(Long size);

  @Description(
      "The maximum time to wait before finalising a bundle (in milliseconds). Default values are"
          + " 1000 for streaming and 10,000 for batch; Joist does not end bundles of a bounded job"
          + " by time unless this is set.")
  @Default.InstanceFactory(BundleTimeFactory.class)
  Long getMaxBundleTimeMills();

  void setMaxBundleTimeMills(Long time);

  /** The default of {@code maxBundleSize}. */
  class BundleSizeFactory implements DefaultValueFactory<Long> {
    @Override
    public Long create(PipelineOptions options) {
      return options.as(StreamingOptions.class).isStreaming() ? 1000L : 5000L;
    }
  }

  /** The default of {@code maxBundleTimeMills}. */
  class BundleTimeFactory implements DefaultValueFactory<Long> {
    @Override
    public Long create(PipelineOptions options) {
      return options.as(StreamingOptions.class).isStreaming() ? 1000L : 10_000L;
    }
  }
}
