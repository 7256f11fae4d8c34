// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.program;

import dev.joist.cli.failure.UsageException;
import dev.joist.runner.JoistPipelineOptions;
import dev.joist.runner.options.BundleOptions;
import dev.joist.runner.options.FlinkNamedOptions;
import java.io.PrintWriter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** The options that a program takes: its own, Joist's, and those of every Beam program. */
public final class OptionsHelp {

  private static final Set<Class<?>> COMMON =
      Set.of(PipelineOptions.class, JoistPipelineOptions.class, BundleOptions.class);

  private final String name;
  private final Set<Class<?>> own;

  private OptionsHelp(String name, Set<Class<?>> own) {
    this.name = name;
    this.own = own;
  }

  /** The options of a program that is called {@code name}. */
  public static OptionsHelp of(String name, Program program) {
    Set<Class<?>> interfaces = new LinkedHashSet<>();
    for (Class<?> found : OptionInterfaces.namedBy(program)) {
      OptionText.declaring(found).forEach(interfaces::add);
    }
    interfaces.removeAll(COMMON);
    return new OptionsHelp(name, interfaces);
  }

  /** Prints them all, or those of one interface if {@code wanted} names it. */
  public void print(String wanted, PrintWriter out) {
    if (wanted.isEmpty()) {
      printAll(out);
    } else {
      print(find(wanted), out);
    }
    out.flush();
  }

  private void printAll(PrintWriter out) {
    if (own.isEmpty()) {
      out.printf("%s declares no options that can be seen from outside.%n%n", name);
    }
    own.forEach(type -> print(type, out));
    print(JoistPipelineOptions.class, out);
    out.println("  of those that Flink's runner has too:\n");
    OptionText.of(FlinkNamedOptions.class)
        .filter(option -> Stream.of("parallelism", "maxParallelism").anyMatch(option::isCalled))
        .forEach(option -> out.println(option.text()));
    OptionText.of(BundleOptions.class).forEach(option -> out.println(option.text()));
    out.println();
    print(PipelineOptions.class, out);
    out.printf("--help=NAME lists the options of one of these: %s%n", names());
  }

  private static void print(Class<?> type, PrintWriter out) {
    out.printf("Options of %s:%n%n", shortName(type));
    OptionText.of(type).forEach(option -> out.println(option.text()));
    out.println();
  }

  private Class<?> find(String wanted) {
    return all()
        .filter(
            type ->
                Stream.of(type.getSimpleName(), type.getName(), shortName(type))
                    .anyMatch(wanted::equalsIgnoreCase))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "there are no options called %s; there are %s".formatted(wanted, names())));
  }

  private String names() {
    return all().map(OptionsHelp::shortName).distinct().sorted().collect(Collectors.joining(", "));
  }

  private Stream<Class<?>> all() {
    Stream<Class<?>> known =
        PipelineOptionsFactory.getRegisteredOptions().stream().flatMap(OptionText::declaring);
    return Stream.of(own.stream(), known, COMMON.stream()).flatMap(types -> types).distinct();
  }

  /** Without its package, but with the class that it is in. */
  private static String shortName(Class<?> type) {
    String binary = type.getName();
    List<String> parts = List.of(binary.split("\\.", -1));
    return parts.get(parts.size() - 1).replace('$', '.');
  }
}
