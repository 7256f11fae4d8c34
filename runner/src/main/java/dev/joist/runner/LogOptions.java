// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner;

import dev.joist.runner.logging.LogLevels;
import dev.joist.runner.logging.Notices;
import dev.joist.runner.options.SetOptions;
import java.util.Map;
import org.apache.beam.sdk.options.SdkHarnessOptions;
import org.apache.beam.sdk.options.SdkHarnessOptions.LogLevel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The options that set levels of the log: {@code logLevel}, and {@code defaultSdkHarnessLogLevel}
 * and {@code sdkHarnessLogLevelOverrides}, which are Beam's.
 */
final class LogOptions {

  private static final Logger LOG = LoggerFactory.getLogger(LogOptions.class);
  private static final String DEFAULT_LEVEL = "defaultSdkHarnessLogLevel";
  private static final String OVERRIDES = "sdkHarnessLogLevelOverrides";

  private LogOptions() {}

  /**
   * Sets the levels that {@code options} ask for, and none that they only have by default.
   *
   * @param json the options that are set, and perhaps some that were read; to ask the options has
   *     Beam compare all their interfaces
   */
  static void apply(JoistPipelineOptions options, String json) {
    String own = options.getLogLevel();
    LogLevel root = own == null ? null : LogLevels.parse(own);
    Map<String, LogLevel> overrides = Map.of();
    if (json.contains(quoted(DEFAULT_LEVEL)) || json.contains(quoted(OVERRIDES))) {
      SdkHarnessOptions harness = options.as(SdkHarnessOptions.class);
      root = root == null ? defaultLevel(harness) : root;
      overrides = overrides(harness);
    }
    if (root == null && overrides.isEmpty()) {
      return;
    }
    LogLevels.set(root, overrides);
    String backend = LogLevels.otherBackend();
    if (backend != null) {
      Notices.warn(
          LOG,
          "--logLevel, --%s and --%s act on java.util.logging, and this program logs by %s: set the levels there, or replace that by slf4j-jdk14"
              .formatted(DEFAULT_LEVEL, OVERRIDES, backend));
    }
  }

  private static @Nullable LogLevel defaultLevel(SdkHarnessOptions harness) {
    return SetOptions.of(harness).value(DEFAULT_LEVEL).isPresent()
        ? harness.getDefaultSdkHarnessLogLevel()
        : null;
  }

  private static Map<String, LogLevel> overrides(SdkHarnessOptions harness) {
    Map<String, LogLevel> overrides = harness.getSdkHarnessLogLevelOverrides();
    return overrides == null ? Map.of() : overrides;
  }

  private static String quoted(String option) {
    return '"' + option + '"';
  }
}
