// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.failure;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** A throwable and its causes, outermost first; a circle of causes is cut. */
record CauseChain(List<Throwable> links) {

  CauseChain {
    links = List.copyOf(links);
  }

  static CauseChain of(Throwable failure) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Throwable> links = new ArrayList<>();
    Throwable link = failure;
    while (link != null && seen.add(link)) {
      links.add(link);
      link = link.getCause();
    }
    return new CauseChain(links);
  }

  <T extends Throwable> Optional<T> first(Class<T> type) {
    return links.stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  Throwable root() {
    return links.get(links.size() - 1);
  }

  /** The links that say something which neither the one before nor the next one says as well. */
  List<Throwable> telling() {
    List<Throwable> telling = new ArrayList<>();
    String told = "";
    for (Throwable link : links) {
      String message = link.getMessage();
      if (!repeats(link, link.getCause()) && (message == null || !told.contains(message))) {
        telling.add(link);
        told = String.valueOf(message);
      }
    }
    return telling.isEmpty() ? List.of(root()) : telling;
  }

  private static boolean repeats(Throwable link, @Nullable Throwable cause) {
    if (cause == null) {
      return false;
    }
    String message = link.getMessage();
    return message == null
        || message.equals(cause.toString())
        || message.equals(cause.getMessage())
        || link instanceof InvocationTargetException
        || link instanceof ExecutionException;
  }
}
