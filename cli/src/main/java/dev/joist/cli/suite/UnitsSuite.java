// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/** {@code mvn verify}: the whole tree through every gate, with the unit tests of all modules. */
public final class UnitsSuite implements Suite {

  /** A failing test must not keep the modules after it from being tested. */
  private static final List<String> MAVEN =
      List.of("verify", "--fail-at-end", "-Dmaven.test.failure.ignore=true");

  @Override
  public String name() {
    return "units";
  }

  @Override
  public String purpose() {
    return "every module through all gates, with its unit tests (mvn verify)";
  }

  @Override
  public Counts run(SuiteRun run) {
    try (FileChannel channel =
            FileChannel.open(
                run.checkout().stateDirectory().resolve("units.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      return lock.isValid() ? verify(run) : Counts.ONE_FAILED;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Counts verify(SuiteRun run) {
    for (String module : run.checkout().modules()) {
      reports(run, module).clear();
    }
    int exitCode = run.checkout().maven(MAVEN).runMerged(line -> show(run, line));
    Counts total = Counts.NONE;
    if (exitCode != 0) {
      run.say("units: FAILED: mvn verify ended with exit code %d".formatted(exitCode));
      total = Counts.ONE_FAILED;
    }
    for (String module : run.checkout().modules()) {
      total = total.plus(counts(run, module));
    }
    return total;
  }

  /** What Maven says about a module, a test class or an error; not how it goes about it. */
  private static void show(SuiteRun run, String line) {
    boolean step = line.contains("Building Joist :: ") || line.contains("Tests run:");
    boolean problem = line.startsWith("[ERROR]") || line.startsWith("[WARNING] /");
    if (step || problem) {
      run.say(line);
    }
  }

  private static Counts counts(SuiteRun run, String module) {
    SurefireReports reports = reports(run, module);
    Map<String, Counts> results = reports.read();
    List<String> missing =
        reports.testClasses().stream().filter(test -> !results.containsKey(test)).toList();
    if (!missing.isEmpty()) {
      run.say("units: FAILED: tests of module %s did not run: %s".formatted(module, missing));
    }
    Counts total = results.values().stream().reduce(Counts.NONE, Counts::plus);
    return total.plus(new Counts(0, missing.size(), 0));
  }

  private static SurefireReports reports(SuiteRun run, String module) {
    return new SurefireReports(run.checkout().root().resolve(module));
  }
}
