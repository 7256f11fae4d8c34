// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.contest;

import dev.joist.benchmarks.classpath.MavenResolution;
import dev.joist.benchmarks.classpath.PeerClassPath;
import dev.joist.benchmarks.classpath.SourceTree;
import dev.joist.benchmarks.measure.Machine;
import dev.joist.benchmarks.report.GeneratedSection;
import dev.joist.benchmarks.session.SessionFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
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

  /**
   * The page of the command {@code spec}, whose section has its name; found before all runs. It is
   * written by default if no option was given but to resume.
   */
  public static ContestPage of(CommandSpec spec, ContestOptions options) throws IOException {
    boolean isDefault =
        spec.commandLine().getParseResult().matchedOptions().stream()
            .allMatch(option -> option.longestName().equals(ContestOptions.RESUME));
    return of(spec, options, isDefault, spec.name());
  }

  /** The same, written to {@code section} if {@code isDefault} and the options say nothing else. */
  public static ContestPage of(
      CommandSpec spec, ContestOptions options, boolean isDefault, String section)
      throws IOException {
    try {
      options.validate();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    SourceTree tree = SourceTree.ofThisProgram();
    Boolean write = options.write();
    boolean writes = write != null ? write : isDefault;
    return new ContestPage(
        spec,
        options,
        tree,
        writes
            ? Optional.of(GeneratedSection.in(tree.doc("benchmarks.md"), section))
            : Optional.empty());
  }

  /** Refuses an option that has to be positive and is not. */
  public static void requirePositive(CommandSpec spec, String option, long value) {
    if (value <= 0) {
      throw new ParameterException(
          spec.commandLine(), "%s must be positive, not %d".formatted(option, value));
    }
  }

  /** A contest whose files are in the folder of this session; to resume takes the same command. */
  public Contest contest() throws IOException {
    return new Contest(options, tree, session(command()), System.err);
  }

  /**
   * The folder of this session: a new one, or the last one if it is to be gone on with.
   *
   * @param conditions what its runs have in common, which must be the same then
   */
  public SessionFolder session(String conditions) throws IOException {
    Path sessions = tree.work().resolve(spec.name());
    try {
      return options.resumes()
          ? SessionFolder.latest(sessions, conditions)
          : SessionFolder.create(sessions, conditions);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /** The class paths of other systems. */
  public PeerClassPath peers() {
    return new PeerClassPath(tree, new MavenResolution(System.err));
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
   * @param what the beginning of a sentence on what was run, which goes on with "JVMs of their own"
   * @param noise a clause on how busy the machine was
   * @return the exit code: 1 if there is anything to complain about
   */
  public int publish(String what, String noise, String tables, List<String> complaints)
      throws IOException {
    String text = heading() + preamble(what, noise) + body(tables, complaints);
    print(text);
    if (section.isPresent()) {
      section.get().write(text);
    }
    return complaints.isEmpty() ? 0 : 1;
  }

  /** The tables, and below them what is not as it must be. */
  static String body(String tables, List<String> complaints) {
    StringBuilder text = new StringBuilder(tables);
    if (!complaints.isEmpty()) {
      text.append("\n**Not as it must be:**\n\n");
      complaints.forEach(complaint -> text.append("- ").append(complaint).append('\n'));
    }
    return text.toString();
  }

  /**
   * Prints what else was found, and writes it if due.
   *
   * @param name the section that it goes to
   */
  public void publishBeside(String name, String text, boolean writes) throws IOException {
    String whole = heading() + text;
    print(whole);
    if (writes) {
      GeneratedSection.in(tree.doc("benchmarks.md"), name).write(whole);
    }
  }

  private void print(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(text);
    out.flush();
  }

  private String heading() {
    return """
        Measured on %tF, on %s, with

            ./joist bench %s

        """
        .formatted(LocalDateTime.now(Clock.systemUTC()), Machine.current().describe(), command());
  }

  private String preamble(String what, String noise) {
    return """
        %s JVMs of their own with `-Xmx%s`, parallelism %d, %s. While they ran,
        %s.

        """
        .formatted(
            what,
            options.heap(),
            options.parallelism(),
            options.runs() == 1
                ? "one run"
                : "median of %d runs (lowest–highest), the sides taking turns"
                    .formatted(options.runs()),
            noise);
  }

  /** As the user typed it, for whoever wants to do the same from the beginning. */
  private String command() {
    return spec.commandLine().getParent().getParseResult().originalArgs().stream()
        .filter(argument -> !argument.equals(ContestOptions.RESUME))
        .collect(Collectors.joining(" "));
  }
}
