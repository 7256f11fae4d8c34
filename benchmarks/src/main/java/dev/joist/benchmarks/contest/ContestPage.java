// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.contest;

import dev.joist.benchmarks.classpath.SourceTree;
import dev.joist.benchmarks.measure.Machine;
import dev.joist.benchmarks.report.GeneratedSection;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * Where the tables of one command go: to standard output, and into its section of {@code
 * docs/benchmarks.md} if it ran with the default options.
 */
public final class ContestPage {

  private final CommandSpec spec;
  private final ContestOptions options;
  private final SourceTree tree;
  private final Optional<GeneratedSection> section;

  private ContestPage(
      CommandSpec spec,
      ContestOptions options,
      SourceTree tree,
      Optional<GeneratedSection> section) {
    this.spec = spec;
    this.options = options;
    this.tree = tree;
    this.section = section;
  }

  /** The page of the command {@code spec}, whose section has its name; found before all runs. */
  public static ContestPage of(CommandSpec spec, ContestOptions options) throws IOException {
    try {
      options.validate();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    SourceTree tree = SourceTree.ofThisProgram();
    Boolean write = options.write();
    List<OptionSpec> given = spec.commandLine().getParseResult().matchedOptions();
    boolean writes = write != null ? write : given.isEmpty();
    return new ContestPage(
        spec,
        options,
        tree,
        writes
            ? Optional.of(GeneratedSection.in(tree.doc("benchmarks.md"), spec.name()))
            : Optional.empty());
  }

  /** Refuses an option that has to be positive and is not. */
  public static void requirePositive(CommandSpec spec, String option, long value) {
    if (value <= 0) {
      throw new ParameterException(
          spec.commandLine(), "%s must be positive, not %d".formatted(option, value));
    }
  }

  /** A contest whose files get a folder of their own. */
  public Contest contest() {
    String timestamp =
        DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").format(LocalDateTime.now(Clock.systemUTC()));
    return new Contest(
        options, tree, tree.work().resolve(spec.name()).resolve(timestamp), System.err);
  }

  /** A file that the programs of this command share and that is kept from run to run. */
  public Path shared(String name) {
    return tree.work().resolve(spec.name()).resolve(name);
  }

  /** A file of the repository. */
  public Path source(String path) {
    return tree.root().resolve(path);
  }

  /**
   * Prints, and writes if due, what was measured.
   *
   * @param what a sentence on what was run, ended by a full stop
   * @return the exit code: 1 if there is anything to complain about
   */
  public int publish(String what, Results results, String tables, List<String> complaints)
      throws IOException {
    StringBuilder text = new StringBuilder(preamble(what, results)).append(tables);
    if (!complaints.isEmpty()) {
      text.append("\n**Not as it must be:**\n\n");
      complaints.forEach(complaint -> text.append("- ").append(complaint).append('\n'));
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(text);
    out.flush();
    if (section.isPresent()) {
      section.get().write(text.toString());
    }
    return complaints.isEmpty() ? 0 : 1;
  }

  private String preamble(String what, Results results) {
    return """
        Measured on %tF, on %s, with

            ./joist bench %s

        %s JVMs of their own with `-Xmx%s`, parallelism %d, %s. While they ran,
        %s.

        """
        .formatted(
            LocalDateTime.now(Clock.systemUTC()),
            Machine.current().describe(),
            String.join(" ", spec.commandLine().getParent().getParseResult().originalArgs()),
            what,
            options.heap(),
            options.parallelism(),
            options.runs() == 1
                ? "one run"
                : "median of %d runs (lowest–highest), the sides taking turns"
                    .formatted(options.runs()),
            results.noise());
  }
}
