// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.failure;

import java.util.regex.Pattern;

/** An argument as it has to be typed in a shell, for hints that a person copies. */
public final class ShellWord {

  private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_@%+=:,./-]+");

  private ShellWord() {}

  /** {@code argument}, in double quotes where it needs some. */
  public static String of(String argument) {
    return PLAIN.matcher(argument).matches()
        ? argument
        : '"' + argument.replaceAll("([\"\\\\$`])", "\\\\$1") + '"';
  }
}
