// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli;

import dev.joist.cli.checkout.Checkout;
import dev.joist.cli.distribution.Tarball;
import dev.joist.cli.failure.ExitCode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code joist package}: the tarball that runs without Maven. */
@Command(
    name = "package",
    header = "Pack Joist into a tarball that needs Java alone.",
    description = {
      "",
      "The tarball has the launcher, all jars, and the examples with their data. Unpack it anywhere"
          + " and start ./joist in it.",
      "",
      "  joist package",
      "  tar -xzf target/joist-*.tar.gz -C /opt",
      ""
    })
final class PackageCommand implements Callable<Integer> {

  private final Supplier<Checkout> checkout;

  @Option(
      names = "--output",
      paramLabel = "FOLDER",
      description = "where to put it (default: target, in the source tree)")
  private @Nullable Path output;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it by itself
  private boolean help;

  @Spec private CommandSpec spec;

  PackageCommand(Supplier<Checkout> checkout) {
    this.checkout = checkout;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Checkout tree = checkout.get();
    Path folder = Optional.ofNullable(output).orElse(tree.root().resolve("target"));
    Path tarball = Tarball.build(tree, folder, out::println);
    out.println("the tarball is " + tarball);
    return ExitCode.DONE.number();
  }
}
