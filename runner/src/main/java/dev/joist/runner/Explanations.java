// SPDX-License-Identifier: Apache-2.0
package dev.joist.runner;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Where the plans go of pipelines that are explained and not run: to standard output, unless a
 * command line takes them.
 *
 * <p><b>Threading:</b> all methods may be called from any thread.
 */
public final class Explanations {

  private static final AtomicInteger COUNT = new AtomicInteger();

  private static volatile Consumer<String> taker = System.out::println;

  private Explanations() {}

  /** From now on {@code consumer} gets each plan. */
  public static void give(Consumer<String> consumer) {
    taker = consumer;
  }

  /** How many pipelines were explained in this process. */
  public static int count() {
    return COUNT.get();
  }

  static void add(String plan) {
    COUNT.incrementAndGet();
    taker.accept(plan);
  }
}
