// SPDX-License-Identifier: Apache-2.0
package dev.joist.cli;

import dev.joist.cli.failure.Diagnosis;
import dev.joist.cli.program.BeamJobs;
import dev.joist.cli.program.ClassPath;
import dev.joist.cli.program.ProgramFiles;
import dev.joist.runner.logging.ConsoleLog;
import dev.joist.runner.progress.StatusLine;
import java.io.PrintWriter;
import java.util.List;

/**
 * A {@link ProgramRun} by a second Joist, in a class loader where the libraries of the program come
 * first. Only what is of Java itself is common to both, so that the call is handed over as bytes.
 */
final class SeparateRun {

  private final ClassLoader loader;

  private SeparateRun(ClassLoader loader) {
    this.loader = loader;
  }

  static SeparateRun in(ClassLoader loader) {
    return new SeparateRun(loader);
  }

  /** Calls {@link #runHere} of the other Joist. */
  int run(ProgramCall call, String mainClass, PrintWriter out, PrintWriter err) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      var entry =
          Class.forName(SeparateRun.class.getName(), true, loader)
              .getDeclaredMethod(
                  "runHere", byte[].class, String.class, PrintWriter.class, PrintWriter.class);
      entry.setAccessible(true);
      return (int) entry.invoke(null, call.toBytes(), mainClass, out, err);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the program's class loader has another Joist", e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** The other side: runs a program that this class loader knows. */
  static int runHere(byte[] call, String mainClass, PrintWriter out, PrintWriter err) {
    try {
      StatusLine.giveWayToOutput();
      ConsoleLog.install();
      return new ProgramRun(new BeamJobs(), out, err)
          .run(ProgramCall.fromBytes(call), new ProgramFiles(mainClass, ClassPath.of(List.of())));
    } catch (RuntimeException e) {
      Diagnosis diagnosis = Diagnosis.of(e);
      err.println("joist: " + diagnosis.text());
      err.flush();
      return diagnosis.exitCode().number();
    }
  }
}
