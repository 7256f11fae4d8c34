// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.failure;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The argument whose value Beam could not read. Beam tells the value and its type and leaves out
 * the option; the arguments of the program have it.
 */
final class RefusedValue {

  private static final Pattern UNREADABLE =
      Pattern.compile("Cannot deserialize value of type `([^`]*)` from String \"([^\"]*)\"");

  private static final String EMPTY = "Empty argument value is only allowed for";

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("int", "a whole number"),
          Map.entry("java.lang.Integer", "a whole number"),
          Map.entry("long", "a whole number"),
          Map.entry("java.lang.Long", "a whole number"),
          Map.entry("double", "a number"),
          Map.entry("java.lang.Double", "a number"),
          Map.entry("float", "a number"),
          Map.entry("java.lang.Float", "a number"),
          Map.entry("boolean", "true or false"),
          Map.entry("java.lang.Boolean", "true or false"));

  private RefusedValue() {}

  /** A sentence with the option; empty if the failure is none of these, or no argument fits it. */
  static Optional<String> sentence(CauseChain chain, List<String> arguments) {
    return chain.links().stream()
        .flatMap(failure -> Optional.ofNullable(failure.getMessage()).stream())
        .flatMap(message -> sentence(message, arguments).stream())
        .findFirst();
  }

  private static Optional<String> sentence(String message, List<String> arguments) {
    Matcher unreadable = UNREADABLE.matcher(message);
    if (unreadable.find()) {
      return named(arguments, unreadable.group(2))
          .map(
              option ->
                  "wrong options: %s: expected %s"
                      .formatted(option, expected(unreadable.group(1), message)));
    }
    return message.startsWith(EMPTY)
        ? named(arguments, "").map(option -> "wrong options: %s has no value".formatted(option))
        : Optional.empty();
  }

  private static String expected(String type, String message) {
    int values = message.indexOf("Enum class: ");
    return values < 0
        ? TYPES.getOrDefault(type, "a " + type)
        : "one of " + message.substring(values).lines().findFirst().orElse("").substring(12);
  }

  /** The arguments with that value, which may be one of several between commas. */
  private static Optional<String> named(List<String> arguments, String value) {
    String fitting =
        arguments.stream()
            .filter(argument -> argument.startsWith("--") && argument.contains("="))
            .filter(argument -> has(argument.substring(argument.indexOf('=') + 1), value))
            .collect(joining(" or "));
    return fitting.isEmpty() ? Optional.empty() : Optional.of(fitting);
  }

  private static boolean has(String given, String value) {
    return given.equals(value) || Arrays.asList(given.split(",", -1)).contains(value);
  }
}
