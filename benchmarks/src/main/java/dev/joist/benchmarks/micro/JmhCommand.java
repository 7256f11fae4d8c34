// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.micro;

import dev.joist.benchmarks.classpath.SourceTree;
import dev.joist.benchmarks.measure.Machine;
import dev.joist.benchmarks.report.GeneratedSection;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./joist bench jmh}. */
@Command(
    name = "jmh",
    showDefaultValues = true,
    sortOptions = false,
    description = "Measures parts of Joist with JMH, each beside plain Java that does the same.")
public final class JmhCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it by itself
  private boolean help;

  @Parameters(
      arity = "0..1",
      paramLabel = "PATTERN",
      description = "Runs only benchmarks whose name contains this, a regular expression.")
  private @Nullable Pattern pattern;

  @Option(names = "--forks", defaultValue = "2", description = "JVMs for each benchmark.")
  private int forks;

  @Option(names = "--warmup", defaultValue = "3", description = "Iterations that do not count.")
  private int warmup;

  @Option(names = "--iterations", defaultValue = "5", description = "Iterations that count.")
  private int iterations;

  @Option(names = "--seconds", defaultValue = "2", description = "Length of an iteration.")
  private int seconds;

  @Option(names = "--heap", defaultValue = "2g", description = "-Xmx of every JVM.")
  private String heap;

  @Option(
      names = "--write",
      negatable = true,
      description =
          "Put the table into docs/benchmarks.md. The default is to do so when no pattern is given.")
  private @Nullable Boolean write;

  @Override
  public Integer call() throws IOException, RunnerException {
    Optional<GeneratedSection> section = section();
    Collection<RunResult> results = new Runner(options()).run();
    String text = preamble() + JmhReport.of(results).render();
    PrintWriter out = spec.commandLine().getOut();
    out.println(text);
    out.flush();
    if (section.isPresent()) {
      section.get().write(text);
    }
    return 0;
  }

  private Optional<GeneratedSection> section() throws IOException {
    boolean writes = write != null ? write : pattern == null;
    return writes
        ? Optional.of(GeneratedSection.in(SourceTree.ofThisProgram().doc("benchmarks.md"), "jmh"))
        : Optional.empty();
  }

  private Options options() {
    return new OptionsBuilder()
        .include(
            Pattern.quote(JmhCommand.class.getPackageName())
                + ".*"
                + (pattern == null ? "" : pattern.pattern()))
        .forks(forks)
        .warmupIterations(warmup)
        .warmupTime(TimeValue.seconds(seconds))
        .measurementIterations(iterations)
        .measurementTime(TimeValue.seconds(seconds))
        .jvmArgsAppend("-Xmx" + heap)
        .addProfiler(CpuPerItem.class)
        .shouldFailOnError(true)
        .build();
  }

  private String preamble() {
    return """
        Measured on %tF, on %s, with

            ./joist bench %s

        JMH with %d JVMs for each row, %d iterations of %d s each after %d to warm up; medians (lowest–highest).

        """
        .formatted(
            LocalDateTime.now(Clock.systemUTC()),
            Machine.current().describe(),
            String.join(" ", spec.commandLine().getParent().getParseResult().originalArgs()),
            forks,
            iterations,
            seconds,
            warmup);
  }
}
