// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.process;

import java.util.concurrent.CountDownLatch;

/** Programs for child JVMs to run. */
final class Programs {

  private Programs() {}

  /** Prints its arguments and returns, leaving a thread behind that would keep the JVM. */
  public static final class Echo {
    private Echo() {}

    public static void main(String[] args) {
      System.out.println(String.join("+", args));
      new Thread(Programs::waitForever, "left-behind").start();
    }
  }

  /** Throws, given any argument. */
  public static final class Thrower {
    private Thrower() {}

    public static void main(String[] args) {
      if (args.length > 0) {
        throw new IllegalStateException("no such query: " + args[0]);
      }
    }
  }

  /** Never returns. */
  public static final class Hanger {
    private Hanger() {}

    public static void main(String[] args) {
      waitForever();
    }
  }

  private static void waitForever() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
