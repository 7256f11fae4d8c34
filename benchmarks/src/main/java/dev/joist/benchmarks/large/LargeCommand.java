// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.large;

import dev.joist.benchmarks.process.ChildJvm;
import dev.joist.benchmarks.process.ChildReport;
import dev.joist.benchmarks.process.Exit;
import dev.joist.benchmarks.process.JavaLauncher;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./joist bench large}. */
@Command(
    name = "large",
    showDefaultValues = true,
    sortOptions = false,
    description = {
      "Groups more than the heap holds, reads every group twice, and fails unless every value came.",
      "",
      "  joist bench large group      10 GB in one group, with -Xmx512m",
      "  joist bench large join       the same by a CoGroupByKey of two inputs",
      "  joist bench large keys       100 M groups of one value, with -Xmx512m",
      "  joist bench large sessions   2 M sessions of ten values, with -Xmx512m",
      "  joist bench large panes      the same in windows under a trigger that counts",
      "  joist bench large session    10 GB of 1 KB values of one key in one session, with -Xmx512m",
      "  joist bench large pane       the same in one window under a trigger that counts",
      "  joist bench large view       a side input of 2.5 GB, read and looked up in, with -Xmx512m",
      "  joist bench large wait       10 GB that waits for a side input, with -Xmx512m",
      "  joist bench large value      4 values of 1 GB each in one group, with -Xmx6g",
      ""
    })
public final class LargeCommand implements Callable<Integer> {

  private static final double NANOS_PER_SECOND = 1e9;
  private static final double MILLIS_PER_SECOND = 1e3;
  private static final long MEGABYTE = 1 << 20;

  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it by itself
  private boolean help;

  @Parameters(paramLabel = "SHAPE", description = "What is large: ${COMPLETION-CANDIDATES}.")
  private LargeShape shape;

  @Option(names = "--count", description = "Number of values, if not that of the shape.")
  private @Nullable Long count;

  @Option(names = "--bytes", description = "Size of a value, if not that of the shape.")
  private @Nullable Integer bytes;

  @Option(names = "--heap", description = "-Xmx of the JVM that groups, if not that of the shape.")
  private @Nullable String heap;

  @Option(names = "--spill-dir", description = "Folder that is spilled to.")
  private @Nullable Path spillDir;

  @Option(
      names = "--time-limit",
      defaultValue = "60",
      description = "Minutes after which it is given up.")
  private int minutes;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path work = Files.createTempDirectory("joist-large");
    Path report = work.resolve("report.json");
    Path log = work.resolve("child.log");
    Exit exit =
        new ChildJvm(
                new JavaLauncher(classPath()),
                List.of("-Xmx" + heap()),
                LargeProgram.class.getName(),
                arguments())
            .run(report, log, Duration.ofMinutes(minutes));
    Files.copy(log, System.out);
    boolean succeeded = exit.equals(new Exit.Exited(0));
    say(succeeded ? cost(ChildReport.read(report)) : "failed: %s; see %s".formatted(exit, log));
    return succeeded ? 0 : 1;
  }

  private List<String> arguments() {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                shape.name(),
                Long.toString(count == null ? shape.count() : count),
                Integer.toString(bytes == null ? shape.bytes() : bytes)));
    if (spillDir != null) {
      arguments.add("--spillDir=" + spillDir);
    }
    return arguments;
  }

  private String heap() {
    return heap == null ? shape.heap() : heap;
  }

  private static List<Path> classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .toList();
  }

  private String cost(ChildReport report) {
    return "with -Xmx%s: %.0f s, %.0f CPU s, %,d MB of memory at most"
        .formatted(
            heap(),
            (report.endMillis() - report.jvmStartMillis()) / MILLIS_PER_SECOND,
            report.cpuNanos() / NANOS_PER_SECOND,
            report.peakResidentBytes() / MEGABYTE);
  }

  private void say(String line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
  }
}
