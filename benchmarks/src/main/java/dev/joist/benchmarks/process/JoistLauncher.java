// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.process;

import dev.joist.benchmarks.child.MeasuredMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Starts {@code ./joist run}, as users do: the script, on the class path of the command line, from
 * its archive of classes. The classes of this module are given to it as those of a user's program.
 *
 * @param root the clone of the repository, whose script it is
 */
public record JoistLauncher(Path root) implements Launcher {

  /** With this the JVM refuses to start when an archive that it is given does not fit. */
  private static final String ARCHIVE_OR_NOTHING = "-Xshare:on";

  private static final String LOG_OF_CLASSES = "-Xlog:class+load";
  private static final String FROM_THE_ARCHIVE = "source: shared objects file (top)";
  private static final int LINES_TOLD = 5;

  @Override
  public ProcessBuilder measuring(List<String> jvmOptions, List<String> args) {
    List<String> command = new ArrayList<>();
    command.add(MeasuredMain.class.getName());
    command.add("--classpath");
    command.add(ThisJvm.measuringClasses().toString());
    command.addAll(args);
    return joistRun(jvmOptions, command);
  }

  /**
   * Has the script make its archive, if there is none for this build, and makes sure that the
   * command line itself comes from it.
   *
   * @throws IOException if it does not, with what the JVM said
   */
  public void requireArchive() throws IOException, InterruptedException {
    Process help =
        joistRun(List.of(LOG_OF_CLASSES), List.of("--help"))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    help.getOutputStream().close();
    List<String> lines;
    try (BufferedReader output = help.inputReader(StandardCharsets.UTF_8)) {
      lines = output.lines().toList();
    }
    int status = help.waitFor();
    if (status != 0 || lines.stream().noneMatch(JoistLauncher::isOfTheArchive)) {
      throw new IOException(
          "%s run --help ended with %d and without classes of its archive, so that programs cannot be measured with it; %s may tell why, or the end of what it said: %s"
              .formatted(
                  script(),
                  status,
                  root.resolve("target/joist/archive.log"),
                  lines.subList(Math.max(0, lines.size() - LINES_TOLD), lines.size())));
    }
  }

  private static boolean isOfTheArchive(String line) {
    return line.contains("dev.joist.cli.Main ") && line.contains(FROM_THE_ARCHIVE);
  }

  private ProcessBuilder joistRun(List<String> jvmOptions, List<String> args) {
    List<String> command = new ArrayList<>(List.of(script().toString(), "run"));
    command.addAll(args);
    ProcessBuilder process = new ProcessBuilder(command);
    process
        .environment()
        .put(
            "JOIST_JAVA_OPTS",
            words(Stream.concat(Stream.of(ARCHIVE_OR_NOTHING), jvmOptions.stream()).toList()));
    process.environment().put("JOIST_ARCHIVE", "yes");
    process.environment().put("JAVA_HOME", ThisJvm.home().toString());
    return process;
  }

  /** The script takes options apart at blanks. */
  private static String words(List<String> jvmOptions) {
    jvmOptions.stream()
        .filter(option -> option.matches(".*\\s.*"))
        .findFirst()
        .ifPresent(
            option -> {
              throw new IllegalArgumentException(
                  "JVM option '%s' has a blank, and ./joist run takes options apart there; leave --profile out, or work in a folder without blanks"
                      .formatted(option));
            });
    return String.join(" ", jvmOptions);
  }

  private Path script() {
    return root.resolve("joist");
  }
}
