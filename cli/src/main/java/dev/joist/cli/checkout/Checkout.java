// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.checkout;

import dev.joist.cli.failure.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The source tree that the {@code joist} launcher lies in.
 *
 * @param root its directory, the one with the root pom
 */
public record Checkout(Path root) {

  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

  /** The tree whose launcher started this process. */
  public static Checkout current() {
    return Optional.ofNullable(System.getProperty("joist.home"))
        .map(home -> new Checkout(Path.of(home)))
        .orElseThrow(
            () ->
                new UsageException(
                    "this verb works on Joist's source tree: start it with the joist launcher of a"
                        + " clone, or set -Djoist.home to one"));
  }

  /** The directories of the modules, in the order of the root pom. */
  public List<String> modules() {
    try {
      String pom = Files.readString(root.resolve("pom.xml"));
      return MODULE.matcher(pom).results().map(match -> match.group(1)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the command line keeps what it makes itself; made if need be. */
  public Path stateDirectory() {
    try {
      return Files.createDirectories(root.resolve("target").resolve("joist"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A program of {@code module}, built by the launcher if its classes are older than its sources.
   * It runs in the root.
   */
  public ChildProcess program(String module, String mainClass, List<String> arguments) {
    return program(Jdk.current(), module, mainClass, arguments);
  }

  /** The same on {@code jdk}. */
  public ChildProcess program(Jdk jdk, String module, String mainClass, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(jdk.home().resolve("bin/java").toString());
    command.addAll(javaOptions());
    command.addAll(List.of("-Djoist.home=" + root, "-cp", classPathOf(module), mainClass));
    command.addAll(arguments);
    return new ChildProcess(command, root);
  }

  /** Maven on this tree. */
  public ChildProcess maven(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("mvn", "-B", "--no-transfer-progress", "-Dstyle.color=never"));
    command.addAll(arguments);
    return new ChildProcess(command, root);
  }

  private String classPathOf(String module) {
    List<String> lines = new ArrayList<>();
    String launcher = root.resolve("joist").toString();
    ChildProcess process = new ChildProcess(List.of(launcher, "--prepare", module), root);
    int exitCode = process.run(lines::add);
    if (exitCode != 0 || lines.isEmpty()) {
      throw new UsageException("module %s could not be built".formatted(module));
    }
    return lines.get(lines.size() - 1);
  }

  private static List<String> javaOptions() {
    String options = System.getenv().getOrDefault("JOIST_JAVA_OPTS", "");
    return Arrays.stream(options.split("\\s+", -1)).filter(option -> !option.isEmpty()).toList();
  }
}
