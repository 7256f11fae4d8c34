// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.gate;

import java.util.List;

/** The architecture tests of module validates-runner, each with a class that breaks its rule. */
final class ArchitectureGates {

  /** It sees Beam, and no other module has to be compiled again for it. */
  private static final String MODULE = "examples";

  private static final String RUNTIME = "dev.joist.execution.planted";

  private static final String OPERATORS = "dev.joist.operators.planted";

  private ArchitectureGates() {}

  static List<Gate> all() {
    return List.of(
        upward(),
        Gate.of(
            "a package that belongs to another module",
            Source.packageInfo(MODULE, RUNTIME),
            "Rule 'a module keeps to its own packages"),
        Gate.of(
            "Beam in the runtime",
            operator(RUNTIME, "Beamish", "org.apache.beam.sdk.Pipeline pipeline()", "return null;"),
            "Rule 'the runtime knows no Beam"),
        circle(),
        Gate.of(
            "a package without @NullMarked",
            Source.file(MODULE, OPERATORS, "Unmarked", "final class Unmarked {}\n"),
            "packages without @NullMarked"),
        Gate.of(
            "a class named after nothing",
            Source.file(MODULE, OPERATORS, "ThingUtil", "final class ThingUtil {}\n"),
            "Rule 'classes are named after concepts"),
        Gate.of(
            "a lock in an operator",
            operator(
                OPERATORS,
                "Locking",
                "Object lock()",
                "return new java.util.concurrent.locks.ReentrantLock();"),
            "Rule 'subtask code takes no locks"),
        Gate.of(
            "a thread in an operator",
            operator(OPERATORS, "Threading", "void start()", "new Thread(() -> {}).start();"),
            "Rule 'subtask code starts no threads"),
        Gate.of(
            "an operator that waits",
            operator(OPERATORS, "Sleeping", "void rest() throws Exception", "Thread.sleep(1);"),
            "Rule 'subtask code never waits"),
        Gate.of(
            "an operator with a clock of its own",
            operator(OPERATORS, "Clocked", "long now()", "return System.nanoTime();"),
            "Rule 'the runtime takes time and chance from outside"),
        Gate.of(
            "a library that prints",
            operator(OPERATORS, "Printing", "void print()", "System.out.println(1);"),
            "Rule 'libraries log through slf4j"));
  }

  private static Gate upward() {
    return new Gate(
        "a module that knows one above it",
        List.of(
            Source.file(MODULE, OPERATORS, "Above", "public final class Above {}\n"),
            operator(RUNTIME, "Upward", "Object up()", "return new " + OPERATORS + ".Above();")),
        List.of("Rule 'execution knows only modules below it"));
  }

  private static Gate circle() {
    String one = "dev.joist.operators.plantedone";
    String two = "dev.joist.operators.plantedtwo";
    return new Gate(
        "two packages that know each other",
        List.of(
            Source.packageInfo(MODULE, one),
            Source.packageInfo(MODULE, two),
            Source.file(
                MODULE, one, "One", "public class One {\n  %s.Two two;\n}\n".formatted(two)),
            Source.file(
                MODULE, two, "Two", "public class Two {\n  %s.One one;\n}\n".formatted(one))),
        List.of("Rule 'packages know each other in one direction only"));
  }

  private static Plant operator(
      String packageName, String className, String method, String statements) {
    return Source.file(
        MODULE, packageName, className, Source.classWithMethod(className, method, statements));
  }
}
