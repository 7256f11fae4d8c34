// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.program;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import org.slf4j.LoggerFactory;

/**
 * Ctrl-C and SIGTERM: the first ends the process in order, as the JVM does by itself; the second,
 * which the JVM would let wait for the first, ends it at once.
 *
 * <p>The JVM's signals are no part of the Java platform. Where they are not there, or are taken
 * away by {@code -Xrs}, the second signal waits as it always did.
 */
final class Signals {

  /** By their numbers on all systems that have them. */
  private static final Map<String, Integer> NUMBERS = Map.of("INT", 2, "TERM", 15);

  private static final int SIGNALLED = 128;

  private final AtomicBoolean isAsked = new AtomicBoolean();
  private final IntConsumer end;
  private final IntConsumer endAtOnce;

  /**
   * Signals that nobody listens to yet.
   *
   * @param end ends the process with an exit code
   * @param endAtOnce ends it without waiting for anything
   */
  Signals(IntConsumer end, IntConsumer endAtOnce) {
    this.end = end;
    this.endAtOnce = endAtOnce;
  }

  /** Listens from now on. */
  void listen() {
    NUMBERS.forEach(this::listen);
  }

  private void listen(String name, int number) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      MethodHandle onSignal =
          MethodHandles.insertArguments(
              MethodHandles.lookup()
                  .findVirtual(
                      Signals.class, "onSignal", MethodType.methodType(void.class, int.class)),
              0,
              this,
              number);
      signal
          .getMethod("handle", signal, handler)
          .invoke(
              null,
              signal.getConstructor(String.class).newInstance(name),
              MethodHandleProxies.asInterfaceInstance(
                  handler, MethodHandles.dropArguments(onSignal, 0, signal)));
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      LoggerFactory.getLogger(Signals.class).debug("SIG{} is left to the JVM", name, e);
    }
  }

  void onSignal(int number) {
    if (isAsked.getAndSet(true)) {
      endAtOnce.accept(SIGNALLED + number);
    } else {
      end.accept(SIGNALLED + number);
    }
  }
}
