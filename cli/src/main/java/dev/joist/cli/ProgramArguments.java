// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Stack;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Puts the options of a verb first, wherever they are on the line, and keeps everything else as it
 * is for the program. What follows {@code --} is the program's in any case.
 */
final class ProgramArguments implements IParameterPreprocessor {

  private static final String REST = "--";
  private static final String HELP = "--help";

  @Override
  @SuppressWarnings("JdkObsolete") // picocli wants a Stack
  public boolean preprocess(
      Stack<String> arguments,
      CommandSpec verb,
      @Nullable ArgSpec unused,
      Map<String, Object> information) {
    List<String> typed = new ArrayList<>();
    while (!arguments.isEmpty()) {
      typed.add(arguments.pop());
    }
    List<String> ordered = ordered(typed, verb);
    for (int i = ordered.size() - 1; i >= 0; i--) {
      arguments.push(ordered.get(i));
    }
    return false; // and picocli goes on
  }

  static List<String> ordered(List<String> typed, CommandSpec verb) {
    List<String> own = new ArrayList<>();
    List<String> others = new ArrayList<>();
    int i = 0;
    while (i < typed.size() && !typed.get(i).equals(REST)) {
      String argument = typed.get(i++);
      OptionSpec option = option(argument, verb);
      if (option != null) {
        own.add(argument);
        if (option.arity().max() > 0 && !argument.contains("=") && i < typed.size()) {
          own.add(typed.get(i++));
        }
      } else if (!others.isEmpty() && isHelp(argument)) {
        own.add(ProgramOptions.PROGRAM_HELP + "=" + argument.replaceFirst("^--help=?", ""));
      } else {
        others.add(argument);
      }
    }
    if (others.isEmpty() || others.get(0).startsWith("-")) {
      own.addAll(others); // no program, as will be told
    } else {
      own.add(others.get(0));
      own.add(REST);
      own.addAll(others.subList(1, others.size()));
    }
    own.addAll(typed.subList(Math.min(i + 1, typed.size()), typed.size()));
    return own;
  }

  private static @Nullable OptionSpec option(String argument, CommandSpec verb) {
    String name = argument.replaceFirst("=.*", "");
    return name.startsWith(REST) && !name.equals(HELP) ? verb.findOption(name) : null;
  }

  private static boolean isHelp(String argument) {
    return argument.equals(HELP) || argument.startsWith(HELP + "=");
  }
}
