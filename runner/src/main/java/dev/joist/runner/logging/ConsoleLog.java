// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.logging;

import java.util.List;
import java.util.logging.Filter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * The log of a command line: all that is logged goes to stderr in one format, the program's own
 * from INFO on.
 */
public final class ConsoleLog {

  /** What a program's author has set up is not touched. */
  private static final List<String> SET_UP_BY =
      List.of("java.util.logging.config.file", "java.util.logging.config.class");

  /** It warns of Beam's own sources, whose coder the author of a pipeline did not choose. */
  private static final Logger SERIALIZABLE_CODER =
      Logger.getLogger("org.apache.beam.sdk.coders.SerializableCoder");

  /** It warns after every write that its temporary files are no longer there. */
  private static final Logger FILE_SINK = Logger.getLogger("org.apache.beam.sdk.io.FileBasedSink");

  private ConsoleLog() {}

  /** Sets {@code java.util.logging} up, unless a system property says that somebody did. */
  public static void install() {
    if (SET_UP_BY.stream().anyMatch(property -> System.getProperty(property) != null)) {
      return;
    }
    Logger root = Logger.getLogger("");
    for (Handler handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    root.addHandler(new ToStderr());
    root.setLevel(Level.INFO);
    LogLevels.quieten();
    SERIALIZABLE_CODER.setFilter(ConsoleLog::isNotAboutSources);
    FILE_SINK.setFilter(ConsoleLog::isNotAboutFilesThatAreGone);
  }

  private static boolean isNotAboutSources(LogRecord logged) {
    return !startsWith(logged, "Can't verify serialized elements of type BoundedSource")
        && !startsWith(logged, "Can't verify serialized elements of type UnboundedSource");
  }

  private static boolean isNotAboutFilesThatAreGone(LogRecord logged) {
    return !startsWith(logged, "Failed to match temporary files under");
  }

  private static boolean startsWith(LogRecord logged, String text) {
    return logged.getMessage() != null && logged.getMessage().startsWith(text);
  }

  /** Writes to what is {@code System.err} at the moment, which tests and programs replace. */
  private static final class ToStderr extends Handler {

    private final LogFormat format = new LogFormat();

    @Override
    public void publish(LogRecord logged) {
      Filter filter = getFilter();
      if (filter == null || filter.isLoggable(logged)) {
        System.err.print(format.format(logged));
      }
    }

    @Override
    public void flush() {
      System.err.flush();
    }

    @Override
    public void close() {}
  }
}
