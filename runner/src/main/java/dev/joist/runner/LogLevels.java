// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Logger;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.SdkHarnessOptions;

/**
 * The log levels that pipelines ask for by {@link SdkHarnessOptions}, for programs that log through
 * {@code java.util.logging}.
 *
 * <p>Nothing is changed unless an option is set: the levels belong to the whole process.
 */
final class LogLevels {

  /** The JDK holds loggers weakly, and with a collected logger its level is gone. */
  private static final List<Logger> CONFIGURED = new CopyOnWriteArrayList<>();

  private LogLevels() {}

  static void apply(PipelineOptions options) {
    SdkHarnessOptions harness = options.as(SdkHarnessOptions.class);
    if (harness.getDefaultSdkHarnessLogLevel() != null
        || harness.getSdkHarnessLogLevelOverrides() != null) {
      CONFIGURED.addAll(SdkHarnessOptions.getConfiguredLoggerFromOptions(harness));
    }
  }
}
