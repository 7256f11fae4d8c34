// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli;

import dev.joist.cli.checkout.Checkout;
import dev.joist.cli.failure.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code joist bench}: the measurements of module benchmarks, in a process of their own. */
@Command(
    name = "bench",
    header = "Measure Joist, beside other runners.",
    customSynopsis = "joist bench BENCHMARK [OPTIONS]",
    description = {
      "",
      "  joist bench nexmark          Beam's Nexmark suite on Joist and on Flink",
      "  joist bench nexmark --help   what can be chosen",
      "  joist bench native           Nexmark's queries beside Flink without Beam",
      "  joist bench latency          how late the results of windows are, beside Flink without Beam",
      "  joist bench wordcount        a word count, and starting up, beside Spark and Flink",
      "  joist bench curves           what an event costs with more keys, windows and state",
      "  joist bench jmh [PATTERN]    parts of the runtime, each beside plain Java",
      "  joist bench large SHAPE      groups that are larger than the heap",
      ""
    })
final class BenchCommand implements Callable<Integer>, PassesArgumentsOn {

  private static final String MODULE = "benchmarks";
  private static final String MAIN_CLASS = "dev.joist.benchmarks.BenchMain";

  private final Supplier<Checkout> checkout;

  @Option(
      names = {"-h", "--help"},
      description = "Show this help; after BENCHMARK, that of the benchmark.")
  private boolean help;

  @Unmatched private List<String> arguments = new ArrayList<>();

  @Spec private CommandSpec spec;

  BenchCommand(Supplier<Checkout> checkout) {
    this.checkout = checkout;
  }

  @Override
  public Integer call() {
    if (help) {
      spec.commandLine().usage(spec.commandLine().getOut());
      return ExitCode.DONE.number();
    }
    return checkout.get().program(MODULE, MAIN_CLASS, arguments).run();
  }
}
