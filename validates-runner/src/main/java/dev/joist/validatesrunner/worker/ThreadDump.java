// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.worker;

import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The stacks of this JVM's threads as text, like {@code jstack}'s. */
final class ThreadDump {

  private ThreadDump() {}

  static String take() {
    return Stream.of(ManagementFactory.getThreadMXBean().dumpAllThreads(true, true))
        .sorted(Comparator.comparing(ThreadInfo::getThreadName))
        .map(ThreadDump::format)
        .collect(Collectors.joining("\n"));
  }

  private static String format(ThreadInfo thread) {
    StringBuilder text =
        new StringBuilder("\"%s\" %s".formatted(thread.getThreadName(), thread.getThreadState()));
    LockInfo lock = thread.getLockInfo();
    if (lock != null) {
      text.append(" on ").append(lock);
    }
    if (thread.getLockOwnerName() != null) {
      text.append(" held by \"").append(thread.getLockOwnerName()).append('"');
    }
    text.append('\n');
    for (StackTraceElement frame : thread.getStackTrace()) {
      text.append("    at ").append(frame).append('\n');
    }
    return text.toString();
  }
}
