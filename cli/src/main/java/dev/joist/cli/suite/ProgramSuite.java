// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A suite that is a program of its own; the last line it prints is {@link Counts}, and it exits
 * with 0 only if nothing failed.
 *
 * @param module the module that holds it
 * @param mainClass its main class, which takes {@code --suite=NAME}, and {@code --full} where all
 *     is to run
 * @param isInEveryBuild whether it also runs where nobody names it
 */
public record ProgramSuite(
    String name, String purpose, String module, String mainClass, boolean isInEveryBuild)
    implements Suite {

  @Override
  public Counts run(SuiteRun run) {
    List<String> arguments = new ArrayList<>(List.of("--suite=" + name));
    if (!run.shortened()) {
      arguments.add("--full");
    }
    arguments.addAll(run.furtherArguments());
    LastLine last = new LastLine(run);
    int exitCode = run.checkout().program(module, mainClass, arguments).run(last::next);
    return judge(run, last.line(), exitCode);
  }

  private Counts judge(SuiteRun run, String lastLine, int exitCode) {
    Optional<Counts> counts = Counts.parse(lastLine);
    if (counts.isEmpty()) {
      run.say(
          "%s: FAILED: it ended with exit code %d and without its results: %s"
              .formatted(name, exitCode, lastLine));
      return Counts.ONE_FAILED;
    }
    if (exitCode != 0 && counts.get().failed() == 0) {
      run.say(
          "%s: FAILED: it reported no failure, and ended with exit code %d"
              .formatted(name, exitCode));
      return counts.get().plus(Counts.ONE_FAILED);
    }
    return counts.get();
  }

  /** Passes every line on but the last, which is for us. */
  private static final class LastLine {

    private final SuiteRun run;
    private Optional<String> pending = Optional.empty();

    LastLine(SuiteRun run) {
      this.run = run;
    }

    void next(String line) {
      pending.ifPresent(run::say);
      pending = Optional.of(line);
    }

    String line() {
      return pending.orElse("");
    }
  }
}
