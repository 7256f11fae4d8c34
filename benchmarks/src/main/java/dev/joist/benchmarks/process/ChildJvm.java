// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.process;

import dev.joist.benchmarks.child.MeasuredMain;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One measured program in a JVM of its own.
 *
 * @param classPath the program's class path, without the classes of this module, which are put in
 *     front of it
 * @param jvmOptions options of the JVM
 * @param mainClass the program
 * @param args its arguments
 */
public record ChildJvm(
    List<Path> classPath, List<String> jvmOptions, String mainClass, List<String> args) {

  private static final Duration THREAD_DUMP_LIMIT = Duration.ofSeconds(20);

  public ChildJvm {
    classPath = List.copyOf(classPath);
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
        new ProcessBuilder(command(report))
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

  private List<String> command(Path report) {
    List<String> command = new ArrayList<>();
    command.add(tool("java"));
    command.addAll(jvmOptions);
    command.add("-cp");
    command.add(measuringClasses() + File.pathSeparator + join(classPath));
    command.add(MeasuredMain.class.getName());
    command.add(report.toString());
    command.add(mainClass);
    command.addAll(args);
    return command;
  }

  private static String join(List<Path> classPath) {
    return String.join(File.pathSeparator, classPath.stream().map(Path::toString).toList());
  }

  private static void dumpThreads(Process process, Path log)
      throws IOException, InterruptedException {
    Process dump =
        new ProcessBuilder(tool("jcmd"), Long.toString(process.pid()), "Thread.print", "-l")
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

  private static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  /** The directory or jar with {@link MeasuredMain} and the programs of this module. */
  private static Path measuringClasses() {
    URL location = MeasuredMain.class.getProtectionDomain().getCodeSource().getLocation();
    return Path.of(URI.create(location.toString()));
  }
}
