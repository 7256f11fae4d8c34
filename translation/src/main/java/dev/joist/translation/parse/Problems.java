// SPDX-License-Identifier: Apache-2.0
package dev.joist.translation.parse;

import dev.joist.execution.JoistException;
import java.util.Set;
import java.util.TreeSet;

/** All that keeps a pipeline from running, told in one message, in an order of its own. */
final class Problems {

  private final Set<Problem> problems = new TreeSet<>();

  void add(Problem problem) {
    problems.add(problem);
  }

  boolean isEmpty() {
    return problems.isEmpty();
  }

  /** Throws what was found, as one exception; returns if nothing was. */
  void throwIfAny() {
    if (problems.isEmpty()) {
      return;
    }
    Problem first = problems.iterator().next();
    JoistException failure = new JoistException(kind(), message(first), first.cause());
    problems.stream()
        .skip(1)
        .map(Problem::cause)
        .filter(cause -> cause != null)
        .forEach(failure::addSuppressed);
    throw failure;
  }

  private JoistException.Kind kind() {
    boolean unsupported =
        problems.stream().anyMatch(p -> p.kind() == JoistException.Kind.UNSUPPORTED);
    return unsupported ? JoistException.Kind.UNSUPPORTED : JoistException.Kind.CONFIGURATION;
  }

  private String message(Problem first) {
    if (problems.size() == 1) {
      return first.toString();
    }
    StringBuilder text =
        new StringBuilder(
            "%d problems keep this pipeline from running:".formatted(problems.size()));
    problems.forEach(problem -> text.append("\n  ").append(problem));
    return text.toString();
  }
}
