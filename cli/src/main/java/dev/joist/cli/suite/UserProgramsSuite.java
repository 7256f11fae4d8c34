// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.suite;

import dev.joist.cli.checkout.ChildProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Programs as other people build them, each a jar with its own libraries, run by the {@code joist}
 * command. All of them count the words of one text.
 */
public final class UserProgramsSuite implements Suite {

  private static final String MODULE = "validates-runner/programs";

  private static final String TEXT = "to be or not to be\nthat is the question\n";

  private static final List<String> COUNTS =
      List.of("be: 2", "is: 1", "not: 1", "or: 1", "question: 1", "that: 1", "the: 1", "to: 2");

  private static final List<UserProgram> PROGRAMS =
      List.of(
          new UserProgram("jackson", "Jackson 2.19.2"),
          new UserProgram(
              "log4j2", "log4j2 INFO LoggingWordCount: counting the words of 'to be or"),
          new UserProgram("scio", "was built with Beam 2.44.0 and runs on Beam "),
          new UserProgram("spring-boot", "Spring Boot 3.3.13"));

  /**
   * A program that counts words.
   *
   * @param name its directory
   * @param says a part of a line that it prints if it runs on its own libraries
   */
  private record UserProgram(String name, String says) {

    Path jar(Path root) {
      return root.resolve(MODULE).resolve(name).resolve("target/" + name + "-program.jar");
    }
  }

  @Override
  public String name() {
    return "programs";
  }

  @Override
  public String purpose() {
    return "jars as others build them (Scio, Spring Boot, a newer Jackson, log4j2), run by joist";
  }

  @Override
  public Counts run(SuiteRun run) {
    Path root = run.checkout().root();
    if (PROGRAMS.stream().anyMatch(program -> isStale(program, root))) {
      List<String> build = List.of("-q", "-f", MODULE + "/pom.xml", "package");
      int exitCode = run.checkout().maven(build).runMerged(run::say);
      if (exitCode != 0) {
        run.say("programs: FAILED: they were not built, Maven ended with " + exitCode);
        return new Counts(0, PROGRAMS.size(), 0);
      }
    }
    return PROGRAMS.stream().map(program -> run(program, run)).reduce(Counts.NONE, Counts::plus);
  }

  private static Counts run(UserProgram program, SuiteRun run) {
    Path root = run.checkout().root();
    try {
      Path directory = Files.createTempDirectory(run.checkout().stateDirectory(), program.name());
      Path input = Files.writeString(directory.resolve("input.txt"), TEXT);
      List<String> command =
          List.of(
              root.resolve("joist").toString(),
              "run",
              program.jar(root).toString(),
              "--input=" + input,
              "--output=" + directory.resolve("counts"));
      List<String> said = new ArrayList<>();
      int exitCode = new ChildProcess(command, root).runMerged(said::add);
      Counts counts = judge(program, exitCode, said, lines(directory), run);
      clear(directory);
      return counts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Counts judge(
      UserProgram program, int exitCode, List<String> said, List<String> counted, SuiteRun run) {
    boolean says = said.stream().anyMatch(line -> line.contains(program.says()));
    if (exitCode == 0 && says && counted.equals(COUNTS)) {
      run.say("%s: passed: '%s'".formatted(program.name(), program.says()));
      return Counts.ONE_PASSED;
    }
    said.forEach(line -> run.say("  " + line));
    run.say(
        "%s: FAILED: it ended with exit code %d, %s '%s' and counted %s"
            .formatted(
                program.name(), exitCode, says ? "said" : "did not say", program.says(), counted));
    return Counts.ONE_FAILED;
  }

  /** What the program wrote, sorted: the pipeline chose the number of files, and Scio a folder. */
  private static List<String> lines(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      List<String> lines = new ArrayList<>();
      for (Path file : files.filter(UserProgramsSuite::isOutput).toList()) {
        lines.addAll(Files.readAllLines(file));
      }
      return lines.stream().sorted().toList();
    }
  }

  private static boolean isOutput(Path file) {
    return Files.isRegularFile(file) && !file.getFileName().toString().equals("input.txt");
  }

  /** Whether the jar is missing or older than a source of any program. */
  private static boolean isStale(UserProgram program, Path root) {
    Path jar = program.jar(root);
    if (!Files.exists(jar)) {
      return true;
    }
    try (Stream<Path> files = Files.walk(root.resolve(MODULE))) {
      long built = jar.toFile().lastModified();
      return files
          .filter(file -> file.toString().contains("/src/") || file.endsWith("pom.xml"))
          .anyMatch(file -> file.toFile().lastModified() > built);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void clear(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }
}
