// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.options;

import dev.joist.execution.JoistException;
import dev.joist.execution.JoistException.Kind;
import java.util.OptionalLong;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * When a bundle ends at the latest.
 *
 * <p>A bounded job has no limit unless the user sets one. Its results are seen when it ends, so a
 * bundle that ends earlier shortens no wait, and writes of files make one file of each bundle.
 *
 * @param elements most elements in a bundle that is 50 ms old, at least 1; {@link Long#MAX_VALUE}
 *     if any number
 * @param quickElements most elements in any bundle, at least {@code elements}
 * @param millis most milliseconds from its first element on, at least 1; {@link Long#MAX_VALUE} if
 *     any time
 */
public record BundleLimits(long elements, long quickElements, long millis) {

  private static final BundleLimits STREAMING = new BundleLimits(1000, 100_000, 1000);
  private static final BundleLimits BOUNDED =
      new BundleLimits(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

  public BundleLimits {
    require("maxBundleSize", elements);
    require("maxBundleTimeMills", millis);
  }

  /** The limits that {@code options} set, and the defaults of the kind of job for the others. */
  public static BundleLimits of(PipelineOptions options, boolean streaming) {
    BundleLimits defaults = streaming ? STREAMING : BOUNDED;
    SetOptions set = SetOptions.of(options);
    OptionalLong elements = find(set, "maxBundleSize");
    return new BundleLimits(
        elements.orElse(defaults.elements()),
        elements.orElse(defaults.quickElements()),
        find(set, "maxBundleTimeMills").orElse(defaults.millis()));
  }

  private static OptionalLong find(SetOptions set, String option) {
    return set.value(option).stream().mapToLong(Long::parseLong).findFirst();
  }

  private static void require(String option, long value) {
    if (value < 1) {
      throw new JoistException(
          Kind.CONFIGURATION,
          "--%s is %d; it must be at least 1. Leave it out for no limit of this kind."
              .formatted(option, value));
    }
  }
}
