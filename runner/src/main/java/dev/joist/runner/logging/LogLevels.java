// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.logging;

import dev.joist.execution.JoistException;
import dev.joist.execution.JoistException.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.beam.sdk.options.SdkHarnessOptions.LogLevel;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * The levels that a pipeline's options ask for, set on the loggers of {@code java.util.logging}.
 *
 * <p>Loggers belong to the whole process: they are touched only where an option was set, and stay
 * as they were set then.
 */
public final class LogLevels {

  /** Libraries that tell at INFO of each file, split and client: in the way of the user's own. */
  private static final List<String> TALKATIVE =
      List.of("org.apache.beam.sdk", "org.apache.beam.runners", "org.apache.kafka");

  private static final Map<LogLevel, Level> LEVELS =
      Map.of(
          LogLevel.OFF, Level.OFF,
          LogLevel.ERROR, Level.SEVERE,
          LogLevel.WARN, Level.WARNING,
          LogLevel.INFO, Level.INFO,
          LogLevel.DEBUG, Level.FINE,
          LogLevel.TRACE, Level.FINEST);

  /** The JDK holds loggers weakly, and with a collected logger its level is gone. */
  private static final List<Logger> CONFIGURED = new CopyOnWriteArrayList<>();

  private static final List<Logger> QUIETENED = new CopyOnWriteArrayList<>();

  private LogLevels() {}

  /**
   * Sets levels.
   *
   * @param root that of all loggers without one of their own; null if nobody asks for one
   * @param overrides those of loggers, by name
   */
  public static void set(@Nullable LogLevel root, Map<String, LogLevel> overrides) {
    if (root != null) {
      // Who names a level wants it for all.
      QUIETENED.forEach(logger -> logger.setLevel(null));
      QUIETENED.clear();
      set("", root);
    }
    overrides.forEach(LogLevels::set);
  }

  /** Has talkative libraries log their warnings only, until somebody sets a level. */
  static void quieten() {
    for (String name : TALKATIVE) {
      Logger logger = Logger.getLogger(name);
      logger.setLevel(Level.WARNING);
      QUIETENED.add(logger);
    }
  }

  private static void set(String name, LogLevel level) {
    Logger logger = Logger.getLogger(name);
    logger.setLevel(LEVELS.get(level));
    CONFIGURED.add(logger);
  }

  /** The level that {@code text}, the value of {@code --logLevel}, names. */
  public static LogLevel parse(String text) {
    return Arrays.stream(LogLevel.values())
        .filter(level -> level.name().equals(text.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new JoistException(
                    Kind.CONFIGURATION,
                    "--logLevel=%s is no level; use one of OFF, ERROR, WARN, INFO, DEBUG and TRACE"
                        .formatted(text)));
  }

  /** What slf4j logs to where that is not {@code java.util.logging}; null if it is. */
  public static @Nullable String otherBackend() {
    String factory = LoggerFactory.getILoggerFactory().getClass().getName();
    return factory.equals("org.slf4j.jul.JDK14LoggerFactory") ? null : factory;
  }
}
