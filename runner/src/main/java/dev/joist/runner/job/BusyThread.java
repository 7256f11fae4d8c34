// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner.job;

import java.util.List;

/**
 * A thread of a job that is to stop and has not.
 *
 * @param name the thread's name, which tells the stage and the subtask
 * @param step full name of the transform whose code it runs, or the name of the thread where nobody
 *     knows
 * @param stack where it is, innermost first
 */
public record BusyThread(String name, String step, List<StackTraceElement> stack) {

  private static final String SHUTDOWN = "java.lang.Shutdown";

  public BusyThread {
    stack = List.copyOf(stack);
  }

  /** Whether it ends the process, and so waits for those who stop the job at the process's end. */
  public boolean endsTheProcess() {
    return stack.stream().anyMatch(frame -> frame.getClassName().equals(SHUTDOWN));
  }

  /** A sentence and the stack. */
  public String text() {
    StringBuilder text =
        new StringBuilder("%s has not returned, in thread \"%s\":".formatted(step, name));
    stack.forEach(frame -> text.append(System.lineSeparator()).append("    at ").append(frame));
    return text.toString();
  }
}
