// SPDX-License-Identifier: Apache-2.0
package dev.joist.benchmarks.process;

import dev.joist.benchmarks.child.MeasuredMain;
import java.util.List;

/** How a JVM is started that measures a program. */
public sealed interface Launcher permits JavaLauncher, JoistLauncher {

  /**
   * The process, not started yet, of a JVM that calls {@link MeasuredMain}.
   *
   * @param jvmOptions options of the JVM
   * @param args the arguments of {@link MeasuredMain}
   */
  ProcessBuilder measuring(List<String> jvmOptions, List<String> args);
}
