// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One measured program in a JVM of its own.
 *
 * @param launcher how it is started
 * @param jvmOptions options of the JVM
 * @param mainClass the program
 * @param args its arguments
 */
public record ChildJvm(
    Launcher launcher, List<String> jvmOptions, String mainClass, List<String> args) {

  private static final Duration THREAD_DUMP_LIMIT = Duration.ofSeconds(20);

  public ChildJvm {
    jvmOptions = List.copyOf(jvmOptions);
    args = List.copyOf(args);
  }

  /**
   * Runs the program and waits for its end, at most {@code limit}; the child dies with this
   * process.
   *
   * @param report where the child writes its {@link ChildReport}
   * @param log where its output goes, and its threads if it has to be killed
   */
  public Exit run(Path report, Path log, Duration limit) throws IOException, InterruptedException {
    Process process =
        launcher
            .measuring(jvmOptions, measured(report))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Thread killer = new Thread(process::destroyForcibly, "kill-child");
    Runtime.getRuntime().addShutdownHook(killer);
    try {
      if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        return new Exit.Exited(process.exitValue());
      }
      dumpThreads(process, log);
      return new Exit.TimedOut();
    } finally {
      kill(process);
      removeHook(killer);
    }
  }

  private List<String> measured(Path report) {
    List<String> arguments = new ArrayList<>();
    arguments.add(report.toString());
    arguments.add(mainClass);
    arguments.addAll(args);
    return arguments;
  }

  private static void dumpThreads(Process process, Path log)
      throws IOException, InterruptedException {
    Process dump =
        new ProcessBuilder(ThisJvm.tool("jcmd"), Long.toString(process.pid()), "Thread.print", "-l")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    if (!dump.waitFor(THREAD_DUMP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
      kill(dump);
    }
  }

  private static void kill(Process process) throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor();
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already, and the hook has killed or will kill the child.
    }
  }
}
