// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.distribution;

import dev.joist.cli.checkout.ChildProcess;
import dev.joist.cli.failure.UsageException;
import dev.joist.cli.suite.Counts;
import dev.joist.cli.suite.Suite;
import dev.joist.cli.suite.SuiteRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What users get. It builds the tarball, unpacks it and runs an example where there is no Maven; in
 * full it also publishes a release to {@code target/staging}, and looks for what a public
 * repository asks for.
 */
public final class PackageSuite implements Suite {

  private static final String RELEASE = "0.0.1";
  private static final int WORDS = 100;
  private static final int LOG_LINES = 40;

  @Override
  public String name() {
    return "package";
  }

  @Override
  public String purpose() {
    return "unpacks the tarball and runs an example without Maven; in full, a release as well";
  }

  @Override
  public Counts run(SuiteRun run) {
    Path folder = run.checkout().stateDirectory().resolve("package");
    try {
      delete(folder);
      Counts counts = count(run, "the tarball runs an example without Maven", tarball(run, folder));
      return run.shortened()
          ? counts
          : counts.plus(count(run, "a release has all that is published", release(run)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Counts count(SuiteRun run, String what, List<String> faults) {
    run.say("package: %s%s".formatted(faults.isEmpty() ? "" : "FAILED: ", what));
    faults.forEach(fault -> run.say("  | " + fault));
    return faults.isEmpty() ? Counts.ONE_PASSED : Counts.ONE_FAILED;
  }

  /** What is wrong with the tarball; empty if nothing. */
  private static List<String> tarball(SuiteRun run, Path folder) throws IOException {
    List<String> log = new ArrayList<>();
    Path tarball;
    try {
      tarball = Tarball.build(run.checkout(), folder, log::add);
    } catch (UsageException e) {
      log.add(String.valueOf(e.getMessage()));
      return log;
    }
    int unpacked =
        new ChildProcess(List.of("tar", "-xzf", tarball.toString()), folder).runMerged(log::add);
    Path home = folder.resolve(tarball.getFileName().toString().replace(".tar.gz", ""));
    if (unpacked != 0 || !Files.isDirectory(home)) {
      log.add("the tarball has no folder " + home);
      return log;
    }
    int exitCode = example(folder, home).runMerged(log::add);
    Path result = home.resolve("top-words-00000-of-00001");
    boolean right = Files.exists(result) && Files.readAllLines(result).size() == WORDS;
    return exitCode == 0 && right ? List.of() : end(log);
  }

  /** The first command of the tarball's README, by a user with an empty home and no Maven. */
  private static ChildProcess example(Path folder, Path home) throws IOException {
    Path tools = Files.createDirectories(folder.resolve("tools"));
    Path maven = Files.writeString(tools.resolve("mvn"), "#!/bin/sh\necho no Maven here\nexit 1\n");
    if (!maven.toFile().setExecutable(true)) {
      throw new IOException("%s cannot be made executable".formatted(maven));
    }
    List<String> command =
        List.of(
            "env",
            "JAVA_HOME=" + System.getProperty("java.home"),
            "HOME=" + Files.createDirectories(folder.resolve("home")),
            "PATH=%s:%s".formatted(tools, System.getenv("PATH")),
            "./joist",
            "run",
            "TopWords",
            "--input=examples/data/*.txt",
            "--output=top-words");
    return new ChildProcess(command, home);
  }

  /** What is missing in a release; empty if nothing. */
  private static List<String> release(SuiteRun run) {
    Path root = run.checkout().root();
    List<String> log = new ArrayList<>();
    int exitCode =
        new ChildProcess(List.of(root.resolve(".ci/release").toString(), RELEASE), root)
            .runMerged(log::add);
    return exitCode == 0
        ? new Staging(root.resolve("target/staging"), RELEASE).missing()
        : end(log);
  }

  private static List<String> end(List<String> log) {
    return log.subList(Math.max(0, log.size() - LOG_LINES), log.size());
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
