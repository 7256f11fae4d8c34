// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli.program;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;

/**
 * A Beam program that is ready to be called.
 *
 * @param main its {@code public static void main(String[])}
 * @param loader finds its classes, and those that its pipeline brings into the job
 */
public record Program(Method main, ClassLoader loader) {

  /**
   * Calls the program on this thread and returns when its main method does; the job that it started
   * may still be running then.
   *
   * @throws Exception what the program threw, as it is
   */
  public void call(List<String> arguments) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      main.invoke(null, (Object) arguments.toArray(new String[0]));
    } catch (InvocationTargetException e) {
      throw unwrap(e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static Exception unwrap(InvocationTargetException e) {
    Throwable cause = e.getCause();
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof Exception exception ? exception : e;
  }
}
