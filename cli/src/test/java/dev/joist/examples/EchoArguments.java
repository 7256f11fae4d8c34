// SPDX-License-Identifier: Apache-2.0
package dev.joist.examples;

import java.util.List;

/** A program that keeps what it was called with. */
public final class EchoArguments {

  private static List<String> arguments = List.of();

  private EchoArguments() {}

  public static void main(String[] args) {
    arguments = List.of(args);
  }

  /** The arguments of the latest call. */
  public static List<String> arguments() {
    return arguments;
  }
}
