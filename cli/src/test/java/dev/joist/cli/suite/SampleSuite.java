// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.suite;

import java.util.List;

/** A suite as a program: prints its arguments and, by its name, results of different kinds. */
final class SampleSuite {

  private SampleSuite() {}

  public static void main(String[] arguments) {
    System.out.println("arguments " + List.of(arguments));
    switch (arguments[0]) {
      case "--suite=good" -> System.out.println("7 passed, 0 failed, 1 skipped");
      case "--suite=bad" -> {
        System.out.println("7 passed, 2 failed, 0 skipped");
        System.exit(1);
      }
      case "--suite=liar" -> {
        System.out.println("7 passed, 0 failed, 0 skipped");
        System.exit(3);
      }
      default -> System.out.println("what now?");
    }
  }
}
