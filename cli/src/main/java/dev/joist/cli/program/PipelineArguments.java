// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.program;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The arguments that a program gets: the user's, untouched, and what they leave unsaid. */
public final class PipelineArguments {

  private PipelineArguments() {}

  /** {@code arguments}, with Joist as the runner where they name none. */
  public static List<String> withRunner(List<String> arguments) {
    return withDefault(arguments, "runner", "JoistRunner");
  }

  /** {@code arguments}, so that the pipeline is printed in {@code format} instead of being run. */
  public static List<String> withExplain(List<String> arguments, String format) {
    return withDefault(withRunner(arguments), "explain", format);
  }

  /** What {@code arguments} set {@code option} to, the last time they do. */
  public static Optional<String> value(List<String> arguments, String option) {
    String prefix = "--" + option + "=";
    return arguments.stream()
        .filter(argument -> argument.startsWith(prefix))
        .map(argument -> argument.substring(prefix.length()))
        .reduce((first, last) -> last);
  }

  private static List<String> withDefault(List<String> arguments, String option, String value) {
    boolean present =
        arguments.stream()
            .anyMatch(
                argument ->
                    argument.equals("--" + option) || argument.startsWith("--" + option + "="));
    return present
        ? List.copyOf(arguments)
        : Stream.concat(arguments.stream(), Stream.of("--" + option + "=" + value)).toList();
  }
}
