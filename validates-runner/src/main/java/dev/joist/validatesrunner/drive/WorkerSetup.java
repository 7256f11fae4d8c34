// SPDX-License-Identifier: Apache-2.0
package dev.joist.validatesrunner.drive;

import dev.joist.validatesrunner.worker.DefaultRunner;
import dev.joist.validatesrunner.worker.WorkerMain;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The command line of a worker: a JVM set up as the one in Beam's SDK harness container, for the
 * tests that ask for it ({@code UsesSdkHarnessEnvironment}).
 *
 * @param directory where logs, temporary files and the JVM's configuration go
 * @param heap as {@code -Xmx} takes it
 * @param furtherClassPath put behind the driver's own class path; empty for nothing
 * @param isDefaultRunner whether tests that name no runner run on the one under test
 */
public record WorkerSetup(
    Path directory, String heap, String furtherClassPath, boolean isDefaultRunner) {

  private static final String AGENT_CLASS = "org.github.jamm.MemoryMeter";
  private static final String SECURITY = "security.properties";
  private static final String LOGGING = "logging.properties";

  /** What jamm looks into to measure objects. */
  private static final List<String> OPENED_PACKAGES =
      List.of(
          "java.lang",
          "java.lang.ref",
          "java.lang.reflect",
          "java.math",
          "java.net",
          "java.nio",
          "java.text",
          "java.time",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.atomic",
          "java.util.concurrent.locks");

  public WorkerSetup {
    directory = directory.toAbsolutePath();
  }

  /** Writes the files that the command line names. */
  public void prepare() {
    try {
      Files.createDirectories(logs());
      Files.createDirectories(configuration());
      if (isDefaultRunner) {
        DefaultRunner.writeClass(classes());
      }
      for (String file : List.of(SECURITY, LOGGING)) {
        try (InputStream resource =
            Objects.requireNonNull(
                WorkerSetup.class.getResourceAsStream("worker-" + file),
                () -> "resource worker-%s is missing from the jar".formatted(file))) {
          Files.copy(resource, configuration().resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot prepare the workers' files in " + directory, e);
    }
  }

  /** Where the output of the workers goes. */
  public Path logs() {
    return directory.resolve("logs");
  }

  private Path configuration() {
    return directory.resolve("conf");
  }

  /** The command that starts a worker which connects to {@code port}. */
  List<String> command(int port, String token, Path temporaryFiles) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + heap);
    command.add("-ea");
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.add("-javaagent:" + agentJar());
    OPENED_PACKAGES.forEach(
        name -> command.add("--add-opens=java.base/%s=ALL-UNNAMED".formatted(name)));
    command.add("-Djava.security.properties=" + configuration().resolve(SECURITY));
    command.add("-Djava.util.logging.config.file=" + configuration().resolve(LOGGING));
    command.add("-Djava.io.tmpdir=" + temporaryFiles);
    command.add("-cp");
    command.add(classPath());
    command.add(WorkerMain.class.getName());
    command.add(Integer.toString(port));
    command.add(token);
    return command;
  }

  /** What is first on the class path of workers whose tests may name no runner. */
  public Path classes() {
    return configuration().resolve("classes");
  }

  private String classPath() {
    List<String> path = new ArrayList<>();
    if (isDefaultRunner) {
      path.add(classes().toString());
    }
    path.add(System.getProperty("java.class.path"));
    if (!furtherClassPath.isEmpty()) {
      path.add(furtherClassPath);
    }
    return String.join(System.getProperty("path.separator"), path);
  }

  private static Path agentJar() {
    try {
      CodeSource source =
          Class.forName(AGENT_CLASS, false, WorkerSetup.class.getClassLoader())
              .getProtectionDomain()
              .getCodeSource();
      return Path.of(source.getLocation().toURI());
    } catch (ClassNotFoundException | URISyntaxException e) {
      throw new IllegalStateException(
          "%s, which the workers need as their agent, is not on the class path"
              .formatted(AGENT_CLASS),
          e);
    }
  }
}
