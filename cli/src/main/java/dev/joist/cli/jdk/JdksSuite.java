// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.jdk;

import dev.joist.cli.checkout.Checkout;
import dev.joist.cli.checkout.ChildProcess;
import dev.joist.cli.checkout.Jdk;
import dev.joist.cli.checkout.TreeCopy;
import dev.joist.cli.suite.Counts;
import dev.joist.cli.suite.Suite;
import dev.joist.cli.suite.SuiteRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Joist on each JDK of this machine: it builds a copy of the tree, runs an example, and compares
 * what that writes with the result on the JDK of this process. A runtime without a compiler runs
 * the classes of this tree. In full, the copy also goes through {@code mvn verify -DskipTests}.
 */
public final class JdksSuite implements Suite {

  private static final String PROGRAM = "TopWords";
  private static final List<String> VERIFY = List.of("verify", "-DskipTests");

  private static final int LOG_LINES = 40;

  @Override
  public String name() {
    return "jdks";
  }

  @Override
  public String purpose() {
    return "builds and runs an example on each JDK of this machine from %d on"
        .formatted(Jdk.OLDEST);
  }

  @Override
  public Counts run(SuiteRun run) {
    Path results = run.checkout().stateDirectory().resolve("jdks");
    String expected = runClasses(Jdk.current(), run, results).orElse("");
    if (expected.isEmpty()) {
      return Counts.ONE_FAILED;
    }
    Counts total = Counts.ONE_PASSED;
    for (Jdk jdk : Jdk.installed(System.getenv(), Jdk.usualFolders())) {
      if (!jdk.isCurrent()) {
        total =
            total.plus(jdk.compiles() ? build(jdk, run, expected) : compare(jdk, run, expected));
      }
    }
    return total;
  }

  /** Runs the example with the classes of this tree. */
  private static Optional<String> runClasses(Jdk jdk, SuiteRun run, Path results) {
    Path output = results.resolve("top-words-" + jdk.feature());
    ChildProcess program =
        run.checkout()
            .program(
                jdk, "examples", "dev.joist.examples." + PROGRAM, arguments(output, "JoistRunner"));
    return result(jdk, "runs " + PROGRAM, program, output, run);
  }

  private static Counts compare(Jdk jdk, SuiteRun run, String expected) {
    Path results = run.checkout().stateDirectory().resolve("jdks");
    return judge(jdk, run, expected, runClasses(jdk, run, results));
  }

  private static Counts build(Jdk jdk, SuiteRun run, String expected) {
    try (TreeCopy copy = TreeCopy.of(run.checkout().root())) {
      Path output = copy.root().resolve("top-words");
      List<String> command =
          on(jdk, List.of(copy.root().resolve("joist").toString(), "run", PROGRAM));
      command.addAll(arguments(output, "JoistRunner"));
      ChildProcess launcher = new ChildProcess(command, copy.root());
      Counts counts =
          judge(
              jdk, run, expected, result(jdk, "builds and runs " + PROGRAM, launcher, output, run));
      return run.shortened() ? counts : counts.plus(verify(jdk, copy, run));
    }
  }

  private static Counts verify(Jdk jdk, TreeCopy copy, SuiteRun run) {
    ChildProcess maven = new Checkout(copy.root()).maven(VERIFY);
    ChildProcess onJdk = new ChildProcess(on(jdk, maven.command()), maven.directory());
    return succeeds(jdk, "passes mvn verify -DskipTests", onJdk, run)
        ? Counts.ONE_PASSED
        : Counts.ONE_FAILED;
  }

  private static List<String> arguments(Path output, String runner) {
    return List.of(
        "--quiet", "--runner=" + runner, "--input=examples/data/*.txt", "--output=" + output);
  }

  private static List<String> on(Jdk jdk, List<String> command) {
    List<String> all = new ArrayList<>(List.of("env", "JAVA_HOME=" + jdk.home()));
    all.addAll(command);
    return all;
  }

  private static Counts judge(Jdk jdk, SuiteRun run, String expected, Optional<String> actual) {
    if (actual.isPresent() && !actual.get().equals(expected)) {
      run.say(
          "jdks: FAILED: JDK %d: its result is not that of JDK %d"
              .formatted(jdk.feature(), Jdk.current().feature()));
    }
    return actual.filter(expected::equals).isPresent() ? Counts.ONE_PASSED : Counts.ONE_FAILED;
  }

  /** What the program wrote; empty if it failed, which has been said then. */
  private static Optional<String> result(
      Jdk jdk, String what, ChildProcess program, Path output, SuiteRun run) {
    Path file = output.resolveSibling(output.getFileName() + "-00000-of-00001");
    try {
      Files.deleteIfExists(file);
      return succeeds(jdk, what, program, run)
          ? Optional.of(Files.readString(file))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean succeeds(Jdk jdk, String what, ChildProcess process, SuiteRun run) {
    List<String> log = new ArrayList<>();
    int exitCode = process.runMerged(log::add);
    if (exitCode == 0) {
      run.say("jdks: JDK %d %s (%s)".formatted(jdk.feature(), what, jdk.home()));
      return true;
    }
    run.say(
        "jdks: FAILED: JDK %d (%s): exit code %d where it %s"
            .formatted(jdk.feature(), jdk.home(), exitCode, what));
    log.subList(Math.max(0, log.size() - LOG_LINES), log.size())
        .forEach(line -> run.say("  | " + line));
    return false;
  }
}
